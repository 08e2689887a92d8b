using LlmCourse.Runs.Specs;
using LlmCourse.Web.Authoring;

namespace LlmCourse.Web.Tests.Authoring;

public sealed class RunFileSettingsTests
{
    [Fact]
    public void All_NamesWhatTheSpecTakes_WithItsDefault_AndAnExplanation()
    {
        var lines = RunFileSettings.All.Where(setting => setting.Section.Length == 0).Select(setting => $"\"{setting.Shape.Name}\": {Json(setting)}")
            .Concat(RunFileSettings.Sections.Select(section => $"\"{section.Name}\": {{ {string.Join(", ", RunFileSettings.All.Where(setting => setting.Section == section.Name).Select(setting => $"\"{setting.Shape.Name}\": {Json(setting)}"))} }}"));

        RunSpecJson.Write(RunSpecJson.Read($"{{ {string.Join(", ", lines)} }}")).ShouldBe(RunSpecJson.Write(new RunSpec()));
        RunFileSettings.All.ShouldAllBe(setting => setting.Shape.Explanation.EndsWith('.') && !setting.Shape.Explanation.Contains("  "));
        RunFileSettings.Sections.ShouldAllBe(section => section.Explanation.Length > 10);
        RunFileSettings.All.ShouldNotContain(setting => setting.Shape.Name == "path" || setting.Shape.Name == "uploadId");
    }

    [Fact]
    public void All_ListsTheValues_OfThoseThatHaveOnlySome()
    {
        string Values(string section, string name) => string.Join(' ', RunFileSettings.All.Single(setting => setting.Section == section && setting.Shape.Name == name).Shape.Values ?? []);

        Values("tokenizer", "kind").ShouldBe("character word bpe");
        Values("corpus", "kind").ShouldBe("stories dialogues arithmetic brackets lookUps induction web");
        Values("model", "tieWeights").ShouldBe("true false");
        Values("model", "layers").ShouldBe("");
    }

    private static string Json(RunFileSetting setting) =>
        setting.Shape.Values is null || setting.Default is "true" or "false" ? setting.Default : $"\"{setting.Default}\"";
}

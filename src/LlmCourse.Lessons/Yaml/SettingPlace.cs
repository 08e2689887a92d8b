using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Yaml;

/// <summary>Finds where a setting stands in its file.</summary>
internal static class SettingPlace
{
    /// <summary>The name and value of a setting, or those of the section that it is missing in, or the start of the file.</summary>
    /// <param name="settings">The file.</param>
    /// <param name="path">Names with dots between, and entries of lists in brackets: <c>stages[2].quality.off[0]</c>.</param>
    public static (int Start, int Length) Of(YamlMappingNode settings, string path)
    {
        var place = (Start: 0, Length: 1);
        YamlNode here = settings;
        foreach (var step in path.Split('.', '[').Select(step => step.TrimEnd(']')))
        {
            switch (here)
            {
                case YamlMappingNode mapping when mapping.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode name && name.Value == step) is { Key: { } key } found:
                    place = Between(key.Start, (found.Value is YamlScalarNode ? found.Value : key).End);
                    here = found.Value;
                    break;
                case YamlSequenceNode list when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Children.Count:
                    here = list.Children[index];
                    place = Between(here.Start, here is YamlScalarNode ? here.End : here.Start);
                    break;
                default:
                    return place;
            }
        }

        return place;
    }

    private static (int Start, int Length) Between(Mark start, Mark end) => ((int)start.Index, Math.Max(1, (int)(end.Index - start.Index)));
}

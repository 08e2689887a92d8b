using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LlmCourse.Llm.Corpora.Worlds;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Cli.Corpora;

/// <summary>Settings of a world as words of a command line: <c>pairs=12</c>.</summary>
internal static class WorldSettingsInput
{
    /// <summary>All settings with their limits, in a sentence a world.</summary>
    public static string Explanation { get; } = string.Join(' ', WorldSettings.All.GroupBy(setting => setting.World).Select(world =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(world.Key.ToString())}: {string.Join(", ", world.Select(setting => $"{setting.Name} {setting.Least} to {setting.Most} ({setting.Default} without it)"))}."));

    /// <summary>A world with the settings that the words name.</summary>
    /// <exception cref="CommandException">A word is no setting, or the world does not take it.</exception>
    public static TextWorld Create(WorldKind world, IEnumerable<string> words)
    {
        var named = new JsonObject();
        foreach (var word in words)
        {
            if (word.Split('=') is not [{ Length: > 0 } name, var number] || !int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
                throw new CommandException($"“{word}” is no setting. Write its name, an equals sign and a whole number, such as pairs=12.");
            if (!named.TryAdd(name, JsonValue.Create(value)))
                throw new CommandException($"The setting {name} is given twice.");
        }

        try
        {
            using var document = JsonDocument.Parse(named.ToJsonString());
            return TextWorlds.Create(world, StrictJson.Read<WorldSettings>(document.RootElement));
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(refused.Message);
        }
    }
}

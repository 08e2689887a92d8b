using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using LlmCourse.Lessons.Directives;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Web.Authoring;

/// <summary>A setting that a run file may hold.</summary>
/// <param name="Section">The section that it stands in; empty for those at the left margin.</param>
/// <param name="Default">What it is without being set, as it is written.</param>
/// <param name="Shape">Its name, what it does, and its values where there are only some.</param>
public sealed record RunFileSetting(string Section, string Default, OptionShape Shape);

/// <summary>
/// Everything that a run file may hold, read off <see cref="RunSpec"/>, so that what the reference says and the editor offers is
/// what the trainer takes. The explanations are those that the code carries.
/// </summary>
public static class RunFileSettings
{
    /// <summary>Sections first named, with what they are about.</summary>
    public static IReadOnlyList<OptionShape> Sections { get; }

    /// <summary>All settings in the order of the spec.</summary>
    public static IReadOnlyList<RunFileSetting> All { get; }

    static RunFileSettings()
    {
        var explanations = Explanations();
        var standard = new RunSpec();
        var sections = new List<OptionShape>();
        var all = new List<RunFileSetting>();
        foreach (var property in Properties(typeof(RunSpec)))
        {
            if (IsSection(property))
            {
                sections.Add(new OptionShape(Name(property), explanations(property)));
                all.AddRange(Properties(property.PropertyType).Select(inner => Setting(Name(property), inner, property.GetValue(standard)!)));
            }
            else if (property.Name != nameof(RunSpec.Version))
            {
                all.Add(Setting("", property, standard));
            }
        }

        (Sections, All) = (sections, all);

        RunFileSetting Setting(string section, PropertyInfo property, object owner) => new(
            section,
            Written(property.GetValue(owner)),
            new OptionShape(Name(property), explanations(property), Values: ValuesOf(property.PropertyType)));
    }

    // A path on this machine is for the command line only, an upload belongs to one learner, and shards to one installation: lessons can name none of them.
    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && !(type == typeof(CorpusSpec) && property.Name is nameof(CorpusSpec.Path) or nameof(CorpusSpec.UploadId) or nameof(CorpusSpec.Shards)));

    private static bool IsSection(PropertyInfo property) => property.PropertyType is { IsClass: true } type && type != typeof(string) && !type.IsAssignableTo(typeof(IEnumerable));

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static string Written(object? value) => value switch
    {
        null => "null",
        Enum choice => JsonNamingPolicy.CamelCase.ConvertName(choice.ToString()),
        bool answer => answer ? "true" : "false",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string[]? ValuesOf(Type type) =>
        type == typeof(bool) ? ["true", "false"]
        : type.IsEnum ? [.. Enum.GetNames(type).Where(name => name is not (nameof(CorpusKind.File) or nameof(CorpusKind.Upload) or nameof(CorpusKind.Shards))).Select(JsonNamingPolicy.CamelCase.ConvertName)]
        : null;

    /// <summary>The summaries in the documentation file beside the assembly; without that file, nothing is explained.</summary>
    private static Func<PropertyInfo, string> Explanations()
    {
        var file = Path.ChangeExtension(typeof(RunSpec).Assembly.Location, ".xml");
        if (!File.Exists(file)) return _ => "";
        var members = XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, member => member.Element("summary"), StringComparer.Ordinal);
        return property => members.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}") is { } summary
            ? string.Join(' ', string.Concat(summary.Nodes().Select(Plain)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : "";
    }

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } link => JsonNamingPolicy.CamelCase.ConvertName(((string?)link.Attribute("cref") ?? "").Split('.')[^1]),
        XElement element => element.Value,
        _ => "",
    };
}

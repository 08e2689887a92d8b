using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LlmCourse.Lessons.Yaml;

/// <summary>What a YAML scalar stands for, by YAML 1.2's core schema.</summary>
internal enum ScalarKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Null,
}

/// <summary>Tells numbers, booleans and text apart: quoted scalars are text, plain ones are what they look like.</summary>
internal static partial class YamlScalars
{
    public static ScalarKind KindOf(YamlScalarNode node)
    {
        if (node.Style != ScalarStyle.Plain)
            return ScalarKind.Text;
        return node.Value switch
        {
            null or "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
            "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
            var value when IntegerPattern().IsMatch(value) => ScalarKind.Integer,
            var value when NumberPattern().IsMatch(value) => ScalarKind.Number,
            _ => ScalarKind.Text,
        };
    }

    /// <summary>Name of a node's kind for a message.</summary>
    public static string Describe(YamlNode node) => node switch
    {
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        YamlScalarNode scalar => KindOf(scalar) switch
        {
            ScalarKind.Integer => "a whole number",
            ScalarKind.Number => "a number",
            ScalarKind.Boolean => "true or false",
            ScalarKind.Null => "nothing",
            _ => "text",
        },
        _ => "something else",
    };

    public static bool TryInteger(YamlScalarNode node, out int value)
    {
        value = 0;
        return KindOf(node) == ScalarKind.Integer && int.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    [GeneratedRegex(@"^[-+]?[0-9]+$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, Patterns.TimeoutMilliseconds)]
    private static partial Regex NumberPattern();
}

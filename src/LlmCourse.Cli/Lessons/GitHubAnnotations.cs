using LlmCourse.Lessons.Diagnostics;

namespace LlmCourse.Cli.Lessons;

/// <summary>
/// Writes findings as workflow commands, which GitHub shows at their lines:
/// <c>::error file=…,line=…,col=…,endColumn=…,title=…::message</c>.
/// </summary>
/// <param name="contentFolder">The content folder relative to the repository: GitHub counts paths from there.</param>
internal sealed class GitHubAnnotations(string contentFolder)
{
    public string Write(Diagnostic finding)
    {
        var level = finding.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        var file = Path.Combine(contentFolder, finding.File).Replace(Path.DirectorySeparatorChar, '/');
        if (file.StartsWith("./", StringComparison.Ordinal))
            file = file[2..];
        return $"::{level} file={Property(file)},line={finding.Line},endLine={finding.Line},col={finding.Column},"
            + $"endColumn={finding.Column + finding.Length},title={Property(finding.RuleId)}::{Data($"{finding.Message} {finding.Help}")}";
    }

    /// <summary>A message may hold anything but the ends of its line, and the sign that escapes them.</summary>
    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    /// <summary>In a property, the signs that end it are escaped too.</summary>
    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}

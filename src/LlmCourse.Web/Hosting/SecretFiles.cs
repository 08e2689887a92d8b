using LlmCourse.Runs.Hub;

namespace LlmCourse.Web.Hosting;

/// <summary>
/// Secrets come from the environment or from files, as container platforms mount them: <c>Trainer__Secret_FILE</c> names
/// the file of <c>Trainer:Secret</c>. The command line is refused, because every user of the machine can read it.
/// </summary>
internal static class SecretFiles
{
    /// <summary>Ending of a setting that names a file instead of holding the secret.</summary>
    public const string Suffix = "_FILE";

    /// <summary>Settings that are secrets.</summary>
    public static IReadOnlyList<string> Secrets { get; } = [TrainerSecret.ConfigurationKey];

    /// <summary>Reads the files that the settings name.</summary>
    /// <exception cref="InvalidOperationException">A secret is on the command line, or its file cannot be read or is empty.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration, IEnumerable<string> arguments)
    {
        foreach (var secret in Secrets)
        {
            if (arguments.Any(argument => argument.TrimStart('-', '/').Split('=', 2)[0].Equals(secret, StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidOperationException(
                    $"'{secret}' is a secret and does not belong on the command line, where every user of the machine can read it. Set the environment variable {Variable(secret)}, or {Variable(secret)}{Suffix} with the path of a file.");
            }

            if (configuration[secret + Suffix] is { Length: > 0 } path) configuration[secret] = Read(secret, path);
        }
    }

    private static string Read(string secret, string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The file '{path}', which {Variable(secret)}{Suffix} names, cannot be read: {unreadable.Message}", unreadable);
        }

        return text.Length > 0 ? text : throw new InvalidOperationException($"The file '{path}', which {Variable(secret)}{Suffix} names, is empty.");
    }

    private static string Variable(string secret) => secret.Replace(":", "__");
}

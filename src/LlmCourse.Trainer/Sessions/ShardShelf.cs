using LlmCourse.Llm.Corpora.Shards;
using LlmCourse.Runs;
using LlmCourse.Runs.Specs;

namespace LlmCourse.Trainer.Sessions;

/// <summary>Finds and opens the token shards that a spec names.</summary>
/// <param name="root">Folder that names start at and must not leave; null on the command line, where any path is allowed.</param>
internal sealed class ShardShelf(string? root) : IShardInspector
{
    /// <summary>Opens a folder of shards; the caller disposes it.</summary>
    /// <param name="folder">As the spec names it.</param>
    /// <param name="verify">Whether to read all shards and compare their checksums.</param>
    /// <exception cref="RunInputException">The folder cannot be read, or lies elsewhere.</exception>
    /// <exception cref="TokenShardException">It holds no shards that can be used.</exception>
    public TokenShardFolder Open(string folder, bool verify)
    {
        var path = root is null ? Path.GetFullPath(folder) : Inside(Path.GetFullPath(root), folder);
        try
        {
            return TokenShardFolder.Open(path, verify);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunInputException($"The shards in '{folder}' cannot be read: {error.Message}", "Name a folder that exists and that you may read.", error);
        }
    }

    /// <inheritdoc/>
    public ShardFacts Inspect(string folder)
    {
        try
        {
            using var shards = Open(folder, verify: false);
            return new ShardFacts(shards.Length, shards.Tokenizer.VocabularySize);
        }
        catch (TokenShardException error)
        {
            throw Problem(error.Message, "Write the shards again, or name another folder.");
        }
        catch (RunInputException error)
        {
            throw Problem(error.Message, error.Help);
        }
    }

    // A link would lead out although its name stays inside; the root itself is the operator's to place, so it may be one.
    private static string Inside(string root, string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, root));
        for (var part = path; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new DirectoryInfo(part).LinkTarget is not null)
                throw new RunInputException($"The folder '{folder}' is reached by a link, which may lead outside the corpora of this course.", "Copy or mount the shards in it instead, and name that folder.");
        }

        return path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new RunInputException($"The folder '{folder}' lies outside the corpora of this course.", "Name a folder in it.");
    }

    private static RunSpecException Problem(string message, string help) => new([new RunSpecProblem("corpus.shards", message, help)]);
}

namespace LlmCourse.Runs.Specs;

/// <summary>What is known about token shards before training reads them.</summary>
/// <param name="Tokens">Tokens of the whole text.</param>
/// <param name="VocabularySize">Tokens of the vocabulary.</param>
public sealed record ShardFacts(long Tokens, int VocabularySize);

/// <summary>Looks at a folder of token shards before a run on it starts.</summary>
public interface IShardInspector
{
    /// <summary>Opens the shards, checks headers, lengths and tokenizer, and closes them again.</summary>
    /// <param name="folder">As <see cref="CorpusSpec.Shards"/> names it.</param>
    /// <exception cref="RunSpecException">The folder cannot be trained on; the problem says why.</exception>
    ShardFacts Inspect(string folder);
}

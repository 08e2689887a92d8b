using System.Text.Json;

namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>Tokenizers on disk, in any <see cref="TokenizerFormat"/>.</summary>
public static class TokenizerFiles
{
    /// <summary>Reads a tokenizer, telling its format by what the file or folder holds.</summary>
    /// <param name="path">A file, or a folder with <c>tokenizer.json</c> or with GPT-2's two files.</param>
    /// <param name="rule">How text is cut, for tiktoken ranks of an unpublished vocabulary; other formats say it themselves.</param>
    /// <param name="limits">What a file may ask for; the defaults when null.</param>
    /// <exception cref="TokenizerFileException">There is no tokenizer, or it cannot be read; the message names the path.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ITokenizer Open(string path, SplitRule? rule = null, TokenizerLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        limits ??= TokenizerLimits.Default;
        try
        {
            var file = Directory.Exists(path) ? FileIn(path) : path;
            return Path.GetFileName(file) is Gpt2Files.VocabularyName or Gpt2Files.MergesName ? OpenGpt2(file, limits) : OpenFile(file, rule, limits);
        }
        catch (TokenizerFileException error)
        {
            throw new TokenizerFileException($"'{path}': {error.Message}", error);
        }
    }

    /// <summary>
    /// Writes a tokenizer so that no reader ever sees half of it: under another name, which is then changed. What stood there
    /// is replaced; when writing fails it stays.
    /// </summary>
    /// <param name="tokenizer">What to write.</param>
    /// <param name="path">The file; for <see cref="TokenizerFormat.Gpt2"/> the folder. Missing folders are made.</param>
    /// <param name="format">How to write it.</param>
    /// <exception cref="TokenizerFormatException">The format cannot hold this tokenizer; nothing was written.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(ITokenizer tokenizer, string path, TokenizerFormat format)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        switch (format)
        {
            case TokenizerFormat.Gpt2:
                using (MemoryStream vocabulary = new(), merges = new())
                {
                    Gpt2Files.Write(tokenizer, vocabulary, merges);
                    WriteWhole((Path.Combine(path, Gpt2Files.VocabularyName), vocabulary), (Path.Combine(path, Gpt2Files.MergesName), merges));
                }

                break;
            case TokenizerFormat.Tiktoken:
                WriteWhole(path, stream => TiktokenFile.Write(tokenizer, stream));
                break;
            case TokenizerFormat.HuggingFace:
                WriteWhole(path, stream => HuggingFaceFile.Write(tokenizer, stream));
                break;
            default:
                WriteWhole(path, stream => TokenizerFile.Write(tokenizer, stream));
                break;
        }
    }

    private static string FileIn(string folder) =>
        ((string[])[HuggingFaceFile.Name, Gpt2Files.VocabularyName]).Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new TokenizerFileException($"This folder holds no {HuggingFaceFile.Name}, and no {Gpt2Files.VocabularyName} with {Gpt2Files.MergesName}. Give the folder or file of a tokenizer.");

    private static ITokenizer OpenGpt2(string file, TokenizerLimits limits)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] files = [Path.Combine(folder, Gpt2Files.VocabularyName), Path.Combine(folder, Gpt2Files.MergesName)];
        if (files.FirstOrDefault(path => !File.Exists(path)) is { } missing)
            throw new TokenizerFileException($"{Gpt2Files.VocabularyName} and {Gpt2Files.MergesName} belong together, but {missing} is missing. Put it there.");
        using var vocabulary = File.OpenRead(files[0]);
        using var merges = File.OpenRead(files[1]);
        return Gpt2Files.Read(vocabulary, merges, Path.GetFileName(folder), limits);
    }

    private static ITokenizer OpenFile(string path, SplitRule? rule, TokenizerLimits limits)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        using var file = File.OpenRead(path);
        var content = limits.ReadAll(file, "This file");
        if (content.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new TokenizerFileException("This file holds nothing. Give the folder or file of a tokenizer.");
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return Recognise(content.Span) switch
        {
            TokenizerFormat.LlmCourse => TokenizerFile.Read(stream, limits),
            TokenizerFormat.HuggingFace => HuggingFaceFile.Read(stream, name, limits),
            TokenizerFormat.Gpt2 => throw new TokenizerFileException($"This looks like GPT-2's {Gpt2Files.VocabularyName}; put {Gpt2Files.MergesName} beside it and give the folder."),
            _ => OpenTiktoken(content.Span, stream, name, rule, limits),
        };
    }

    private static ITokenizer OpenTiktoken(ReadOnlySpan<byte> content, Stream stream, string name, SplitRule? rule, TokenizerLimits limits)
    {
        if (!TiktokenFile.LooksLike(content))
            throw new TokenizerFileException("This is no tokenizer file that this program knows: no JSON, and no lines of tiktoken ranks. Give the folder or file of a tokenizer.");
        if (rule is null && PublishedVocabularies.Names.Contains(name))
            return PublishedVocabularies.Read(name, stream, limits);
        if (rule is null)
            throw new TokenizerFileException($"A file of tiktoken ranks does not say how text is cut before merging. Say which rule it needs: {string.Join(", ", SplitRules.Names)}.");
        return RankForm.AsLearnt(TiktokenFile.Read(stream, name, rule.Value, limits: limits));
    }

    /// <summary>The format by the names of the outermost object; what is no object can only be ranks.</summary>
    private static TokenizerFormat Recognise(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("\uFEFF"u8))
            content = content["\uFEFF"u8.Length..];
        if (content.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            return TokenizerFormat.Tiktoken;
        var reader = new Utf8JsonReader(content);
        var format = TokenizerFormat.LlmCourse; // whose reader says what is wrong with a file that is nothing
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1)
                    continue;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("format"u8))
                    return TokenizerFormat.LlmCourse;
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("model"u8))
                    return TokenizerFormat.HuggingFace;
                if (reader.TokenType == JsonTokenType.Number)
                    format = TokenizerFormat.Gpt2;
            }
        }
        catch (JsonException)
        {
            // the format's own reader says where it breaks off
        }

        return format;
    }

    private static void WriteWhole(string path, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        WriteWhole((path, content));
    }

    private static void WriteWhole(params (string Path, MemoryStream Content)[] files)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(files[0].Path))!);
        try
        {
            foreach (var (path, content) in files)
                File.WriteAllBytes(Partial(path), content.GetBuffer().AsSpan(0, (int)content.Length));
            foreach (var (path, _) in files)
                File.Move(Partial(path), path, overwrite: true);
        }
        finally
        {
            foreach (var (path, _) in files)
                File.Delete(Partial(path));
        }

        static string Partial(string path) => path + ".partial";
    }
}

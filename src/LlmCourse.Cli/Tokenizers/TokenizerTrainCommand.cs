using System.CommandLine;
using System.Text.Json;
using LlmCourse.Llm;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Llm.Tokenization.Formats;
using LlmCourse.Runs;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer train</c>: learns a vocabulary from a text or from stories and writes it to a file.</summary>
internal static class TokenizerTrainCommand
{
    private const int MergesBetweenReports = 50;

    // A document is held whole, as two bytes a character: 1 GB here, half of what .NET can hold. A plain text is read in chunks instead.
    private static readonly SourceLimits Limits = new() { MaxDocumentBytes = 512L << 20 };

    public static Command Create(CommandConsole console)
    {
        var kind = new Option<string>("--kind", "-k")
        {
            Description = "Unit of the vocabulary.",
            HelpName = "bpe|word|character",
            DefaultValueFactory = _ => BpeTokenizer.KindName,
        };
        kind.AcceptOnlyFromAmong(BpeTokenizer.KindName, WordTokenizer.KindName, CharacterTokenizer.KindName);
        var vocabulary = new Option<int>("--vocabulary", "-v")
        {
            Description = "Largest vocabulary, special tokens included; characters take what the text holds.",
            HelpName = "SIZE",
            DefaultValueFactory = _ => 512,
        };
        var corpus = new Option<FileSystemInfo>("--corpus", "-c") { Description = "Text to learn from (.txt, .jsonl, .md, .html), or a folder of it; without it, stories of the course are.", HelpName = "PATH" }.AcceptExistingOnly();
        var stories = new Option<int>("--stories") { Description = "How many stories to learn from.", HelpName = "COUNT", DefaultValueFactory = _ => 2_000 };
        var seed = new Option<int>("--seed") { Description = "Seed of the stories.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var output = new Option<FileInfo>("--output", "-o") { Description = "File to write; a folder for gpt2.", HelpName = "PATH", Required = true };
        var format = TokenizerFormatOption.Create();
        var json = new Option<bool>("--json") { Description = "Write each merge and the result as a line of JSON." };

        var command = new CommandWithExamples("train", "Learn a vocabulary and write it to a file.",
            "llmcourse tokenizer train --vocabulary 1000 --output stories.tokenizer.json",
            "llmcourse tokenizer train --vocabulary 10000 --corpus web.jsonl --format huggingface --output tokenizer.json",
            "llmcourse tokenizer train --kind word --vocabulary 5000 --corpus book.txt --output words.tokenizer.json")
        {
            kind, vocabulary, corpus, stories, seed, output, format, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(kind) is { } unit and not BpeTokenizer.KindName && result.GetValue(format) is { } name && TokenizerFormatOption.Parse(name) != TokenizerFormat.LlmCourse)
                result.AddError($"The format {name} holds merges of bytes, and a {unit} tokenizer has none. Leave --format away.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var report = new Report(console, parsed.GetValue(json));
            var target = parsed.GetRequiredValue(output).FullName;
            var texts = Texts(parsed.GetValue(corpus), parsed.GetValue(seed), parsed.GetValue(stories), cancellationToken);
            var tokenizer = Train(parsed.GetValue(kind)!, texts, parsed.GetValue(vocabulary), report, cancellationToken);
            TokenizerFiles.Write(tokenizer, target, TokenizerFormatOption.Parse(parsed.GetValue(format)!));
            report.Done(tokenizer, target);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static IEnumerable<string> Texts(FileSystemInfo? corpus, int seed, int stories, CancellationToken cancellationToken)
    {
        if (corpus is not null)
            return FilledTexts(corpus, cancellationToken);
        if (stories < 1)
            throw new CommandException($"{stories} stories leave nothing to learn from; ask for at least 1.");
        return StoryCorpus.Create(seed, stories, validationStories: 1).Training.Select(story => story.Text);
    }

    private static IEnumerable<string> FilledTexts(FileSystemInfo corpus, CancellationToken cancellationToken)
    {
        long characters = 0;
        var texts = corpus is FileInfo && corpus.Extension.ToLowerInvariant() is ".txt" or ".text"
            ? TextChunks.ReadFile(corpus.FullName)
            : new DocumentFiles(Limits).ReadAsync(corpus.FullName, cancellationToken).ToBlockingEnumerable(cancellationToken).Select(document => document.Text);
        foreach (var text in texts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            characters += text.Length;
            yield return text;
        }

        if (characters == 0)
            throw new CorpusException($"'{corpus.Name}' holds no text. Choose a file with words in it.");
    }

    private static ITokenizer Train(string kind, IEnumerable<string> texts, int vocabularySize, Report report, CancellationToken cancellationToken)
    {
        try
        {
            return kind switch
            {
                CharacterTokenizer.KindName => CharacterTokenizer.Train(texts),
                WordTokenizer.KindName => WordTokenizer.Train(texts, vocabularySize),
                _ => TrainBpe(new BpeTrainer(vocabularySize) { Reading = report }, texts, vocabularySize - BpeTokenizer.MinVocabularySize, report, cancellationToken),
            };
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new CommandException(error.Reason());
        }
        catch (OverflowException)
        {
            throw new CommandException("The different pieces of this text have more than 2 GB together, too many to learn from. Nothing was written. Give it less text.");
        }
        finally
        {
            report.Clear();
        }
    }

    private static BpeTokenizer TrainBpe(BpeTrainer trainer, IEnumerable<string> texts, int mergesWanted, Report report, CancellationToken cancellationToken)
    {
        foreach (var merge in trainer.Train(texts, cancellationToken))
            report.Merged(merge, mergesWanted);
        report.Noted(trainer.Note);
        return trainer.ToTokenizer();
    }

    /// <summary>Tells a person or a program how training goes.</summary>
    private sealed class Report(CommandConsole console, bool json) : IProgress<BpeReading>
    {
        // Texts of all tokens so far: a tokenizer made anew for each merge would cost the square of the merges.
        private readonly List<byte[]> tokens = [.. Enumerable.Range(0, BpeTokenizer.ByteTokens).Select(value => new[] { (byte)value })];

        private readonly ProgressLine line = new(console.Error);

        void IProgress<BpeReading>.Report(BpeReading value) => line.Show(null, $"{value.Characters:N0} characters read, {value.Words:N0} different pieces");

        public void Merged(LearntMerge merge, int wanted)
        {
            var (left, right) = (tokens[merge.Pair.Left], tokens[merge.Pair.Right]);
            tokens.Add([.. left, .. right]);
            if (json)
                console.Output.WriteLine(JsonSerializer.Serialize(new BpeMerge(merge.Id, Text(left), Text(right), merge.Count), RunJson.Options));
            var done = tokens.Count - BpeTokenizer.ByteTokens;
            if (done % MergesBetweenReports == 1)
                line.Show((double)done / wanted, $"merge {done:N0} of {wanted:N0}: {TokenText.Show(left)} + {TokenText.Show(right)}, {merge.Count:N0} times");
        }

        public void Clear() => line.Clear();

        public void Noted(string? note)
        {
            line.Clear();
            if (note is not null)
                console.Error.WriteLine(note);
        }

        public void Done(ITokenizer tokenizer, string path)
        {
            var fingerprint = TokenizerFile.Fingerprint(tokenizer);
            console.Output.WriteLine(json
                ? JsonSerializer.Serialize(new { tokenizer.Kind, tokenizer.VocabularySize, Path = path, Fingerprint = fingerprint }, RunJson.Options)
                : $"Wrote a {tokenizer.Kind} tokenizer of {tokenizer.VocabularySize} tokens to {path} (fingerprint {fingerprint[..12]}).");
        }

        private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
    }
}

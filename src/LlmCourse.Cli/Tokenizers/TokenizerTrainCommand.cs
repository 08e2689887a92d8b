using System.CommandLine;
using System.Text.Json;
using LlmCourse.Llm.Corpora;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs;
using LlmCourse.Runs.Hub.Labs;

namespace LlmCourse.Cli.Tokenizers;

/// <summary><c>tokenizer train</c>: learns a vocabulary from a text or from stories and writes it to a file.</summary>
internal static class TokenizerTrainCommand
{
    private const int MergesBetweenReports = 100;

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
        var corpus = new Option<FileInfo>("--corpus", "-c") { Description = "UTF-8 text to learn from; without it, stories of the course are.", HelpName = "FILE" }.AcceptExistingOnly();
        var stories = new Option<int>("--stories") { Description = "How many stories to learn from.", HelpName = "COUNT", DefaultValueFactory = _ => 2_000 };
        var seed = new Option<int>("--seed") { Description = "Seed of the stories.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };
        var output = new Option<FileInfo>("--output", "-o") { Description = "Tokenizer file to write.", HelpName = "FILE", Required = true };
        var json = new Option<bool>("--json") { Description = "Write each merge and the result as a line of JSON." };

        var command = new CommandWithExamples("train", "Learn a vocabulary and write it to a file.",
            "llmcourse tokenizer train --vocabulary 1000 --output stories.tokenizer.json",
            "llmcourse tokenizer train --kind word --vocabulary 5000 --corpus book.txt --output words.tokenizer.json")
        {
            kind, vocabulary, corpus, stories, seed, output, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = new Report(console, parsed.GetValue(json));
            var texts = await ReadTextsAsync(parsed.GetValue(corpus), parsed.GetValue(seed), parsed.GetValue(stories), cancellationToken);
            var tokenizer = Train(parsed.GetValue(kind)!, texts, parsed.GetValue(vocabulary), report, cancellationToken);
            WriteWhole(tokenizer, parsed.GetRequiredValue(output));
            report.Done(tokenizer, parsed.GetRequiredValue(output).FullName);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<IEnumerable<string>> ReadTextsAsync(FileInfo? corpus, int seed, int stories, CancellationToken cancellationToken)
    {
        if (corpus is not null)
        {
            var text = await Utf8Text.ReadFileAsync(corpus.FullName, cancellationToken);
            return text.Length > 0 ? [text] : throw new CorpusException($"'{corpus.Name}' holds no text. Choose a file with words in it.");
        }

        if (stories < 1)
            throw new CommandException($"{stories} stories leave nothing to learn from; ask for at least 1.");
        return StoryCorpus.Create(seed, stories, validationStories: 1).Training.Select(story => story.Text);
    }

    private static ITokenizer Train(string kind, IEnumerable<string> texts, int vocabularySize, Report report, CancellationToken cancellationToken)
    {
        try
        {
            return kind switch
            {
                CharacterTokenizer.KindName => CharacterTokenizer.Train(texts),
                WordTokenizer.KindName => WordTokenizer.Train(texts, vocabularySize),
                _ => TrainBpe(new BpeTrainer(vocabularySize), texts, report, cancellationToken),
            };
        }
        catch (ArgumentOutOfRangeException error)
        {
            throw new CommandException(error.Message);
        }
    }

    private static BpeTokenizer TrainBpe(BpeTrainer trainer, IEnumerable<string> texts, Report report, CancellationToken cancellationToken)
    {
        foreach (var merge in trainer.Train(texts, cancellationToken))
            report.Merged(merge, trainer);
        report.Noted(trainer.Note);
        return trainer.ToTokenizer();
    }

    // A reader never sees half a file: it is written under another name and then renamed.
    private static void WriteWhole(ITokenizer tokenizer, FileInfo file)
    {
        var partial = file.FullName + ".partial";
        Directory.CreateDirectory(file.DirectoryName!);
        using (var stream = File.Create(partial))
            TokenizerFile.Write(tokenizer, stream);
        File.Move(partial, file.FullName, overwrite: true);
    }

    /// <summary>Tells a person or a program how training goes.</summary>
    private sealed class Report(CommandConsole console, bool json)
    {
        // Texts of all tokens so far: a tokenizer made anew for each merge would cost the square of the merges.
        private readonly List<byte[]> tokens = [.. Enumerable.Range(0, BpeTokenizer.ByteTokens).Select(value => new[] { (byte)value })];

        public void Merged(LearntMerge merge, BpeTrainer trainer)
        {
            var (left, right) = (tokens[merge.Pair.Left], tokens[merge.Pair.Right]);
            tokens.Add([.. left, .. right]);
            var line = new BpeMerge(merge.Id, Text(left), Text(right), merge.Count);
            if (json)
                console.Output.WriteLine(JsonSerializer.Serialize(line, RunJson.Options));
            else if (trainer.Merges.Count == 1 || trainer.Merges.Count % MergesBetweenReports == 0)
                console.Error.WriteLine($"merge {trainer.Merges.Count}: '{line.Left}' + '{line.Right}', {line.Count} times");
        }

        public void Noted(string? note)
        {
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

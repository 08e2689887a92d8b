using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LlmCourse.Llm.Tokenization;

namespace LlmCourse.Benchmarks;

/// <summary>
/// Encoding with the published vocabularies on one thread, beside the npm packages, in turn. Every turn of ours begins with
/// a new tokenizer, so that no word is remembered from the turn before; the peers keep their encoders, as they remember
/// nothing (gpt-tokenizer's cache is emptied). The ids of both sides are compared before anything is measured. What counts is
/// the processor time of the whole process, garbage collection and compilers included, in the best turn of each side: the
/// work is one thread's and always the same, and a wall clock would measure the other programs of the machine.
/// </summary>
internal sealed class TokenizerBenchmark(PeerProcess? peer, int rounds)
{
    private const int WarmUps = 12; // runs until the JIT has compiled the loops a second time

    private static readonly string[] Packages = ["tiktoken", "js-tiktoken", "gpt-tokenizer"];

    /// <summary>Starts the peers' process, or says why there is none.</summary>
    public static PeerProcess? TryStartPeer(out string? reason)
    {
        var folder = typeof(TokenizerBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "TokenizerPeers").Value;
        return PeerProcess.TryStart(new ProcessStartInfo("node", ["peer.mjs"]) { WorkingDirectory = folder }, out reason);
    }

    /// <summary>Encodes generated texts and the files of a folder.</summary>
    /// <param name="realTexts">Folder of UTF-8 files; null for none.</param>
    public IEnumerable<Result> Run(string? realTexts)
    {
        var vocabularies = new PublishedVocabularies(PublishedVocabularies.DefaultFolder);
        var folder = Directory.CreateTempSubdirectory("llmcourse-benchmark-");
        try
        {
            var texts = TokenizerTexts.Make(folder.FullName, realTexts).ToList();
            foreach (var name in PublishedVocabularies.Names)
            {
                var fresh = Maker(vocabularies.Read(name));
                foreach (var result in texts.SelectMany(text => Compare(fresh, text)))
                    yield return result;
                foreach (var result in OneLetter(fresh))
                    yield return result;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private IEnumerable<Result> Compare(Func<RankTokenizer> fresh, TokenizerText text)
    {
        var vocabulary = fresh().Name;
        var ids = fresh().Encode(text.Text);
        var digest = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(ids.AsSpan())));
        foreach (var package in peer is null ? [] : Packages)
        {
            if (Ask(package, vocabulary, text, digest: true)["digest"]!.GetValue<string>() != digest)
                throw new InvalidOperationException($"{package} encodes '{text.Name}' with {vocabulary} otherwise than we do.");
        }

        for (var run = 0; run < WarmUps; run++)
            Time(fresh(), text.Text);
        var ours = double.PositiveInfinity;
        var theirs = Packages.ToDictionary(package => package, _ => double.PositiveInfinity, StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            ours = Math.Min(ours, Time(fresh(), text.Text));
            foreach (var package in peer is null ? [] : Packages)
                theirs[package] = Math.Min(theirs[package], Ask(package, vocabulary, text, digest: false)["seconds"]!.GetValue<double>());
        }

        return peer is null
            ? [Row(vocabulary, text.Name, ours, null, text.Bytes)]
            : Packages.Select(package => Row(vocabulary, $"{text.Name} | {package}", ours, theirs[package], text.Bytes));
    }

    /// <summary>A text without an end to any piece: four times as long should take little more than four times as long.</summary>
    private IEnumerable<Result> OneLetter(Func<RankTokenizer> fresh)
    {
        foreach (var length in new[] { 1 << 18, 1 << 19, 1 << 20 })
        {
            var text = new string('a', length);
            var seconds = Enumerable.Range(0, rounds).Min(_ => Time(fresh(), text));
            yield return Row(fresh().Name, $"one letter, {length >> 10} KiB", seconds, null, length);
        }
    }

    private JsonNode Ask(string package, string vocabulary, TokenizerText text, bool digest) =>
        peer!.Ask(new JsonObject { ["package"] = package, ["vocabulary"] = vocabulary, ["file"] = text.File, ["digest"] = digest });

    private static Result Row(string vocabulary, string name, double ours, double? theirs, int bytes) =>
        new("tokenizer", $"{vocabulary} {name}", 1, ours, theirs, bytes / 1e6, "MB/s");

    private static Func<RankTokenizer> Maker(RankTokenizer tokenizer)
    {
        var tokens = new byte[]?[tokenizer.VocabularySize];
        foreach (var (rank, bytes) in tokenizer.Ranks)
            tokens[rank] = bytes.ToArray();
        return () => new RankTokenizer(tokenizer.Name, tokenizer.Rule, tokens, tokenizer.SpecialTokens);
    }

    private static double Time(RankTokenizer tokenizer, string text)
    {
        var start = Environment.CpuUsage.TotalTime;
        tokenizer.Encode(text);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}

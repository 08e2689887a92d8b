using System.Runtime.CompilerServices;
using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;
using LlmCourse.Llm.Corpora.Sources;
using LlmCourse.Llm.Counting;
using LlmCourse.Llm.Evaluation;
using LlmCourse.Llm.Tokenization;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Trainer.Execution;

namespace LlmCourse.Trainer.Labs.Pipelines;

/// <summary>Lets learners leak a benchmark, and tests a counting model before, after, and after decontamination.</summary>
internal interface ILeakLab
{
    /// <summary>Streams the questions and three tests; what is wrong with the request is said in the only news.</summary>
    IAsyncEnumerable<LeakNews> RunAsync(LeakRequest request, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal sealed class LeakLab : ILeakLab
{
    private const int Documents = 1_500; // a second of counting for each of three models
    private const int Questions = 200;   // a score of 200 questions is known to ± 7 points, two standard errors
    private const int Order = 5;
    private const int Vocabulary = 4_096; // more words than the generator has

    public async IAsyncEnumerable<LeakNews> RunAsync(LeakRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Problem(request) is { } problem)
        {
            yield return new LeakNews(null, null, Completed: true, problem);
            yield break;
        }

        var bench = await OffAsync(() => Bench.Prepare(request, cancellationToken));
        var leaked = bench.Leak.Leaked(Questions);
        yield return new LeakNews([.. bench.Items.Select((item, index) => new LeakQuestion(item.Before, item.Choices, item.Right, item.After, index < leaked))], null);
        yield return new LeakNews(null, await OffAsync(() => bench.Test("clean", bench.Clean, cancellationToken)));
        yield return new LeakNews(null, await OffAsync(() => bench.Test("leaked", bench.Leaky, cancellationToken)));
        yield return new LeakNews(null, await OffAsync(() => bench.Test("decontaminated", bench.Decontaminate(request.LeakWords), cancellationToken)), Completed: true);
    }

    private static Task<T> OffAsync<T>(Func<T> compute) => DedicatedThread.RunAsync("leak lab", compute);

    private static string? Problem(LeakRequest request) => request switch
    {
        { Part: not (>= 0 and <= 1) } => $"A part of {request.Part} does not lie between 0 and 1.",
        { Copies: not (>= 1 and <= LeakRequest.MostCopies) } => $"A question may leak 1 to {LeakRequest.MostCopies} times, and {request.Copies} were asked for.",
        { Edits: not (>= 0 and <= 1) } => $"A part of {request.Edits} does not lie between 0 and 1.",
        { LeakWords: not (>= PipelineLimits.LeastLeakWords and <= PipelineLimits.MostLeakWords) } =>
            $"A leak has {PipelineLimits.LeastLeakWords} to {PipelineLimits.MostLeakWords} words in a row, and {request.LeakWords} were asked for.",
        _ => null,
    };

    /// <summary>The benchmark, and the crawl without and with its leak.</summary>
    private sealed record Bench(IReadOnlyList<string> Sentences, IReadOnlyList<ClozeItem> Items, BenchmarkLeak Leak, IReadOnlyList<RawDocument> Clean, IReadOnlyList<RawDocument> Leaky, WordTokenizer Tokenizer)
    {
        public static Bench Prepare(LeakRequest request, CancellationToken cancellationToken)
        {
            var generator = new DirtyWebGenerator(DirtyWebOptions.Pristine with { Seed = request.Seed, BenchmarkQuestions = Questions });
            var clean = new RawDocument[Documents];
            for (var index = 0; index < Documents; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                clean[index] = generator.Next();
            }

            var leak = new BenchmarkLeak { Part = request.Part, Copies = request.Copies, Edits = request.Edits };
            return new Bench(
                generator.Benchmark,
                ClozeItem.From(generator.Benchmark, request.Seed),
                leak,
                clean,
                leak.Plant(clean, generator.Benchmark, request.Seed),
                WordTokenizer.Train([.. clean.Select(document => document.Text), .. generator.Benchmark], Vocabulary)); // words alone give no answer away
        }

        public IReadOnlyList<RawDocument> Decontaminate(int words)
        {
            var filter = new DecontaminationFilter(Sentences, words);
            return [.. Leaky.Where(document => filter.Judge(document).Keeps)];
        }

        public LeakTest Test(string corpus, IReadOnlyList<RawDocument> documents, CancellationToken cancellationToken)
        {
            var counts = new NGramCounts(documents.Select(document => Tokenizer.Encode(document.Text)), Tokenizer.VocabularySize, Tokenizer.EndOfText, Order, cancellationToken);
            var model = new NGramModel(counts, Order);
            int[] picks = [.. Items.Select(item => item.Pick(text => LogProbability(model, text)))];
            var leaked = Leak.Leaked(Items.Count);
            return new LeakTest(
                corpus,
                documents.Count,
                documents.Count(document => document.Truth!.Kind == PlantedKind.BenchmarkLeak),
                Enumerable.Range(0, leaked).Count(index => picks[index] == Items[index].Right),
                Enumerable.Range(leaked, Items.Count - leaked).Count(index => picks[index] == Items[index].Right),
                picks);
        }

        // A page's last sentence stands behind a line break: so does the question.
        private double LogProbability(NGramModel model, string text)
        {
            ReadOnlySpan<int> tokens = [model.EndOfText, .. Tokenizer.Encode($"\n{text}")];
            var sum = 0.0;
            for (var at = 1; at < tokens.Length; at++)
                sum += Math.Log(model.Probability(tokens[..at], tokens[at]));
            return sum;
        }
    }
}

using System.CommandLine;
using LlmCourse.Benchmarks;
using TorchSharp.Kernels;

var besidePyTorch = new Dictionary<string, Func<Comparison, IReadOnlyList<int>, IEnumerable<Result>>>(StringComparer.Ordinal)
{
    ["gemm"] = GemmBenchmark.Run,
    ["ops"] = OpsBenchmark.Run,
    ["train-small"] = ModelBenchmark.TrainSmall,
    ["train-mid"] = ModelBenchmark.TrainMid,
    ["generate"] = ModelBenchmark.Generate,
};
var alone = new Dictionary<string, Func<Comparison, IReadOnlyList<int>, IEnumerable<Result>>>(StringComparer.Ordinal)
{
    ["lessons"] = LessonsBenchmark.Run,
    ["bpe"] = (_, _) => BpeBenchmark.Run(),
    ["page"] = (_, _) => PageBenchmark.Run(7),
};
const string TokenizerName = "tokenizer"; // beside npm packages
const string PipelineName = "pipeline";   // of a size of its own

string[] known = [.. besidePyTorch.Keys, .. alone.Keys, TokenizerName, PipelineName];
var names = new Argument<string[]>("benchmarks") { Description = $"Any of: {string.Join(' ', known)}", Arity = ArgumentArity.OneOrMore };
names.AcceptOnlyFromAmong(known);
var json = new Option<bool>("--json") { Description = "One JSON object a line instead of a table" };
var threads = new Option<int[]>("--threads") { Description = "Thread counts to measure with", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 2] };
var rounds = new Option<int>("--rounds") { Description = "Alternations between ours and the peer; the median counts", DefaultValueFactory = _ => 7 };
var python = new Option<string>("--python") { Description = "The Python that has PyTorch", DefaultValueFactory = _ => "/usr/bin/python3" };
var blas = new Option<string>("--blas") { Description = "Folder of the peer's BLAS, put first on its library path", DefaultValueFactory = _ => "/usr/lib/x86_64-linux-gnu/openblas-openmp" };
var texts = new Option<DirectoryInfo>("--texts") { Description = "Folder of UTF-8 files that the tokenizer benchmark encodes as well" }.AcceptExistingOnly();
var megabytes = new Option<double>("--megabytes") { Description = "Size of the dirty web that the pipeline benchmark cleans, in millions of bytes", DefaultValueFactory = _ => 200 };
var command = new RootCommand("Measures the engine beside PyTorch, and the tokenizers beside npm packages, in turn, in one call.") { names, json, threads, rounds, python, blas, texts, megabytes };

command.SetAction(parsed =>
{
    var chosen = parsed.GetValue(names)!;
    var counts = parsed.GetValue(threads)!;
    string? noTorch = "not asked for", noPackages = "not asked for";
    using var torch = chosen.Any(besidePyTorch.ContainsKey) ? Peer.TryStart(parsed.GetValue(python)!, parsed.GetValue(blas), counts.Max(), out noTorch) : null;
    using var packages = chosen.Contains(TokenizerName, StringComparer.Ordinal) ? TokenizerBenchmark.TryStartPeer(out noPackages) : null;
    var report = new Report(Console.Out, parsed.GetValue(json));
    var lanes = Simd.Has512 ? 16 : Simd.Has256 ? 8 : 4;
    report.Begin($"{Environment.ProcessorCount} processors, {lanes} lanes, .NET {Environment.Version}",
        $"{(torch is null ? $"no PyTorch ({noTorch})" : $"PyTorch {torch.Version}")}, {(packages is null ? $"no npm packages ({noPackages})" : $"npm packages on Node.js {packages.Greeting["node"]}")}");
    var comparison = new Comparison(torch, parsed.GetValue(rounds));
    foreach (var name in chosen)
    {
        var results = name switch
        {
            TokenizerName => new TokenizerBenchmark(packages, parsed.GetValue(rounds)).Run(parsed.GetValue(texts)?.FullName),
            PipelineName => PipelineBenchmark.Run(parsed.GetValue(megabytes)),
            _ => (besidePyTorch.GetValueOrDefault(name) ?? alone[name])(comparison, counts),
        };
        foreach (var result in results)
            report.Add(result);
    }
});
return command.Parse(args).Invoke();

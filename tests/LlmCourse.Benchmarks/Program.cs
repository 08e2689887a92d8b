using System.CommandLine;
using LlmCourse.Benchmarks;
using TorchSharp.Kernels;

var benchmarks = new Dictionary<string, Func<Comparison, IReadOnlyList<int>, IEnumerable<Result>>>(StringComparer.Ordinal)
{
    ["gemm"] = GemmBenchmark.Run,
    ["ops"] = OpsBenchmark.Run,
    ["train-small"] = ModelBenchmark.TrainSmall,
    ["train-mid"] = ModelBenchmark.TrainMid,
    ["generate"] = ModelBenchmark.Generate,
    ["pipeline"] = PipelineBenchmark.Run,
    ["lessons"] = LessonsBenchmark.Run,
};
var names = new Argument<string[]>("benchmarks") { Description = $"Any of: {string.Join(' ', benchmarks.Keys)}", Arity = ArgumentArity.OneOrMore };
names.AcceptOnlyFromAmong([.. benchmarks.Keys]);
var json = new Option<bool>("--json") { Description = "One JSON object a line instead of a table" };
var threads = new Option<int[]>("--threads") { Description = "Thread counts to measure with", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 2] };
var rounds = new Option<int>("--rounds") { Description = "Alternations between ours and the peer; the median counts", DefaultValueFactory = _ => 7 };
var python = new Option<string>("--python") { Description = "The Python that has PyTorch", DefaultValueFactory = _ => "/usr/bin/python3" };
var blas = new Option<string>("--blas") { Description = "Folder of the peer's BLAS, put first on its library path", DefaultValueFactory = _ => "/usr/lib/x86_64-linux-gnu/openblas-openmp" };
var command = new RootCommand("Measures the engine beside PyTorch, in turn, in one call.") { names, json, threads, rounds, python, blas };

command.SetAction(parsed =>
{
    var counts = parsed.GetValue(threads)!;
    using var peer = Peer.TryStart(parsed.GetValue(python)!, parsed.GetValue(blas), counts.Max(), out var reason);
    var report = new Report(Console.Out, parsed.GetValue(json));
    var lanes = Simd.Has512 ? 16 : Simd.Has256 ? 8 : 4;
    report.Begin($"{Environment.ProcessorCount} processors, {lanes} lanes, .NET {Environment.Version}", peer is null ? $"none ({reason})" : $"PyTorch {peer.Version}");
    var comparison = new Comparison(peer, parsed.GetValue(rounds));
    foreach (var name in parsed.GetValue(names)!)
        foreach (var result in benchmarks[name](comparison, counts))
            report.Add(result);
});
return command.Parse(args).Invoke();

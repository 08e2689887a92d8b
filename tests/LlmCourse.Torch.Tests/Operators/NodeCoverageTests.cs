using TorchSharp;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Operators;

/// <summary>Holds the suite complete: each derivative that the engine knows is used by some case.</summary>
public class NodeCoverageTests
{
    [Fact]
    public void Suite_UsesEveryNodeOfTheEngine()
    {
        var used = new HashSet<Type>();
        foreach (var (key, operation) in OperatorTable.All)
        {
            foreach (var golden in GoldenCase.ByOperator[key])
            {
                using var scope = NewDisposeScope();
                var run = new OperatorRun(operation, golden, ScalarType.Float32, MemoryLayout.Contiguous, requiresGrad: true);
                Collect(run.Result.Edge.Node, used, []);
            }
        }
        // A FunctionNode holds a user's derivative, not one of the engine; FunctionTests use it.
        used.Add(typeof(FunctionNode));
        var all = typeof(Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Node)) && !type.IsAbstract).SelectMany(Closed).ToList();
        all.ShouldNotBeEmpty();
        all.Where(type => !used.Contains(type)).Select(type => type.ToString()).Order().ShouldBeEmpty();
    }

    private static void Collect(Node? node, HashSet<Type> used, HashSet<Node> seen)
    {
        if (node is null || !seen.Add(node))
            return;
        used.Add(node.GetType());
        for (var i = 0; i < node.InputCount; i++)
            Collect(node.EdgeOf(i).Node, used, seen);
    }

    /// <summary>A generic node once for each operator that the engine has for its type parameter.</summary>
    private static IEnumerable<Type> Closed(Type node)
    {
        if (!node.IsGenericTypeDefinition)
            return [node];
        var kind = node.GetGenericArguments().Single().GetGenericParameterConstraints().Single(constraint => constraint.IsInterface);
        return node.Assembly.GetTypes().Where(type => type.IsValueType && type.IsAssignableTo(kind)).Select(type => node.MakeGenericType(type));
    }
}

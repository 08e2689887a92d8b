using System.Text;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Benchmarks;

/// <summary>Source code that means nothing but looks right to a tokenizer: identifiers in several styles, indentation, numbers, signs, comments.</summary>
internal sealed class CodeText(ulong seed)
{
    private static readonly string[] Stems = ("get set read write token buffer index count value node list map key user name file path stream line parse format open close start stop "
        + "next last first size length offset cache state event handler request response error result item query table row column width height color image frame step batch "
        + "layer weight gradient loss model train test merge split pair rank word byte char hash slot queue stack heap tree graph edge visit find sort copy move swap").Split(' ');

    private static readonly string[] Types = ["int", "string", "double", "bool", "byte[]", "List<int>", "Dictionary<string, int>", "Span<char>", "var", "long?"];
    private static readonly string[] Operators = [" + ", " - ", " * ", " / ", " % ", " << ", " && ", " || ", " == ", " != ", " <= ", " ?? "];

    private readonly SplitMix64 random = new(seed);

    /// <summary>Methods, until they have so many characters together (ASCII: as many bytes).</summary>
    public string Make(int length)
    {
        var code = new StringBuilder(length + 1_000);
        while (code.Length < length)
        {
            code.Append("    // ").AppendJoin(' ', Enumerable.Range(0, 4 + random.Next(9)).Select(_ => random.Pick(Stems))).Append(".\n");
            code.Append("    public ").Append(random.Pick(Types)).Append(' ').Append(Pascal()).Append('(').Append(random.Pick(Types)).Append(' ').Append(Camel()).Append(")\n    {\n");
            for (var statement = 3 + random.Next(10); statement > 0; statement--)
                code.Append(Statement(2 + random.Next(3)));
            code.Append("    }\n\n");
        }

        return code.ToString();
    }

    private string Statement(int depth)
    {
        var indent = new string(' ', depth * 4);
        return indent + random.Next(7) switch
        {
            0 => $"if ({Expression()})\n{indent}    return {Expression()};\n",
            1 => $"for (var {Camel()} = 0; {Camel()} < {Number()}; {Camel()}++)\n{indent}{{\n{indent}    {Camel()}[{Camel()}] += {Expression()};\n{indent}}}\n",
            2 => $"{Camel()}.{Pascal()}({Expression()}, \"{random.Pick(Stems)} {{{Camel()}}}: {Number()}\\n\");\n",
            3 => $"const int {string.Join('_', Enumerable.Range(0, 2).Select(_ => random.Pick(Stems).ToUpperInvariant()))} = 0x{random.Next(1 << 30):X8};\n",
            _ => $"{random.Pick(Types)} {Camel()} = {Expression()};\n",
        };
    }

    private string Expression() => random.Next(4) switch
    {
        0 => Number(),
        1 => $"{Camel()}.{Pascal()}()",
        2 => $"({Camel()}{random.Pick(Operators)}{Expression()})",
        _ => $"_{Camel()}{random.Pick(Operators)}{Number()}",
    };

    private string Number() => random.Next(3) switch { 0 => $"{random.Next(10)}", 1 => $"{random.Next(100_000)}", _ => $"{random.Next(1_000)}.{random.Next(1_000):D3}f" };

    private string Camel() => random.Pick(Stems) + (random.Next(2) == 0 ? "" : Pascal());

    private string Pascal() => string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => random.Pick(Stems)).Select(stem => char.ToUpperInvariant(stem[0]) + stem[1..]));
}

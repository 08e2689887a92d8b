using LlmCourse.Llm.Inspection;
using LlmCourse.Llm.Tests.Models;
using LlmCourse.Llm.Training.Checkpoints;

namespace LlmCourse.Llm.Tests.Inspection;

public sealed class AttentionProbeTests
{
    [Fact]
    public void Capture_GivesOneCausalMapALayerAndHead()
    {
        using var model = SmallGpt.Bold(SmallGpt.Config);

        var map = AttentionProbe.Capture(model, [1, 2, 3, 4, 5]);

        (map.Layers, map.Heads, map.Time).ShouldBe((2, 2, 5));
        map.Weights.Length.ShouldBe(2 * 2 * 5 * 5);
        for (var layer = 0; layer < 2; layer++)
        {
            for (var head = 0; head < 2; head++)
            {
                for (var asking = 0; asking < 5; asking++)
                {
                    var row = Enumerable.Range(0, 5).Select(answering => map[layer, head, asking, answering]).ToArray();
                    ((double)row.Sum()).ShouldBe(1, 1e-5);
                    row[(asking + 1)..].ShouldAllBe(weight => weight == 0);
                    row[..(asking + 1)].ShouldAllBe(weight => weight > 0);
                }
            }
        }

        map[0, 0, 4, 0].ShouldNotBe(map[0, 1, 4, 0]);
        map[0, 0, 4, 0].ShouldNotBe(map[1, 0, 4, 0]);
    }

    [Fact]
    public void Capture_Throws_WhenTheTextIsEmptyOrTooLong()
    {
        using var model = SmallGpt.Bold(SmallGpt.Config);

        Should.Throw<ArgumentException>(() => AttentionProbe.Capture(model, []));
        Should.Throw<ArgumentException>(() => AttentionProbe.Capture(model, new int[9])).Message.ShouldContain("block of 8");
    }

    [Fact]
    public void Write_KeepsNameShapeAndWeights()
    {
        using var model = SmallGpt.Bold(SmallGpt.Config);
        var map = AttentionProbe.Capture(model, [1, 2, 3]);
        using var stream = new MemoryStream();

        map.Write(stream);

        stream.Position = 0;
        using var file = Safetensors.Read(stream);
        file.Tensors.Keys.ShouldBe(["attention"]);
        file.Tensors["attention"].shape.ShouldBe([2L, 2, 3, 3]);
        SmallGpt.Floats(file.Tensors["attention"]).ShouldBe(map.Weights);
    }
}

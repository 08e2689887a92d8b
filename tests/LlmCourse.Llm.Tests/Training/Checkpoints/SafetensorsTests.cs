using System.Buffers.Binary;
using System.Text;
using LlmCourse.Llm.Training.Checkpoints;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Tests.Training.Checkpoints;

public sealed class SafetensorsTests
{
    [Fact]
    public void Read_GivesBackWhatWasWritten()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        Safetensors.Write(
            stream,
            new Dictionary<string, Tensor>
            {
                ["floats"] = tensor(new float[] { 1, -2.5f, float.NaN, 0, 1e-40f, 6 }, [2, 3]),
                ["doubles"] = tensor(new[] { Math.PI }),
                ["ids"] = tensor(new long[] { 1, -2 }),
                ["none"] = zeros(0, 4),
                ["turned"] = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]).transpose(0, 1),
            },
            new Dictionary<string, string> { ["name"] = "ünïcode \"quoted\"" });
        stream.Position = 0;

        using var file = Safetensors.Read(stream);

        file.Metadata["name"].ShouldBe("ünïcode \"quoted\"");
        file.Tensors["floats"].shape.ShouldBe([2L, 3]);
        file.Tensors["floats"].data<float>().ToArray().ShouldBe([1, -2.5f, float.NaN, 0, 1e-40f, 6]);
        file.Tensors["doubles"].item<double>().ShouldBe(Math.PI);
        file.Tensors["ids"].data<long>().ToArray().ShouldBe([1L, -2]);
        file.Tensors["none"].shape.ShouldBe([0L, 4]);
        file.Tensors["turned"].data<float>().ToArray().ShouldBe([1f, 3, 2, 4]);
    }

    [Fact]
    public void Write_LaysTheFileOutAsTheFormatSays()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();

        Safetensors.Write(stream, new Dictionary<string, Tensor> { ["w"] = tensor(new float[] { 1, 2 }) });

        var bytes = stream.ToArray();
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Encoding.UTF8.GetString(bytes, 8, length).TrimEnd()
            .ShouldBe("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""");
        (8 + length).ShouldBe((8 + length) / 8 * 8);
        bytes[(8 + length)..].ShouldBe([0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "cut short")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "accounts for 8")]
    [InlineData("""{"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "takes 12 bytes")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "no range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, "no range")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "negative size")]
    [InlineData("""{"w":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]}}""", 8, "prescribes")]
    [InlineData("""{"w":{"dtype":"Q4","shape":[2],"data_offsets":[0,8]}}""", 8, "type Q4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2]}}""", 8, "lacks")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"code":"x"}}""", 8, "code")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "begins at byte 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "begins at byte 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "twice")]
    [InlineData("""{"__metadata__":{"n":1}}""", 0, "prescribes")]
    [InlineData("""[1, 2]""", 0, "prescribes")]
    [InlineData("""{"w":""", 0, "prescribes")]
    [InlineData("", 0, "prescribes")]
    public void Read_Refuses_WhatIsNotSound(string header, int dataLength, string reason)
    {
        var error = Should.Throw<SafetensorsException>(() => Safetensors.Read(FileOf(header, dataLength)));

        error.Message.ShouldContain(reason);
        error.Message.ShouldContain("Nothing was loaded");
    }

    [Fact]
    public void Read_RefusesAHeaderLongerThanTheFormatAllows_WithoutTakingThatMemory()
    {
        var prefix = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, ulong.MaxValue);

        Should.Throw<SafetensorsException>(() => Safetensors.Read(new MemoryStream(prefix))).Message.ShouldContain("allows");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    public void Read_RefusesAFileThatIsCutShort(int length)
    {
        var whole = FileOf("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8).ToArray();

        Should.Throw<SafetensorsException>(() => Safetensors.Read(new MemoryStream(whole[..length]))).Message.ShouldContain("cut short");
    }

    private static MemoryStream FileOf(string header, int dataLength)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        return new MemoryStream(bytes);
    }
}

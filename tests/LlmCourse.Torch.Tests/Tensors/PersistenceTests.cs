using TorchSharp;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Tensors;

public class PersistenceTests
{
    public static TheoryData<ScalarType> Types =>
        [ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.Int64, ScalarType.Int32, ScalarType.Byte, ScalarType.Bool];

    [Theory]
    [MemberData(nameof(Types))]
    public void Load_GivesBackWhatSaveWrote(ScalarType type)
    {
        var tensor = TensorAssert.Counting(3, 4).sub(5).to(type).transpose(0, 1);
        using var stream = new MemoryStream();

        tensor.Save(stream);
        stream.Position = 0;
        var loaded = Tensor.Load(stream);

        loaded.Equals(tensor).ShouldBeTrue();
        stream.Position.ShouldBe(stream.Length);
    }

    [Theory]
    [InlineData(new long[0])]
    [InlineData(new long[] { 0, 3 })]
    public void Load_GivesBackScalarsAndEmptyTensors(long[] shape)
    {
        using var stream = new MemoryStream();

        ones(shape).Save(stream);
        stream.Position = 0;

        Tensor.Load(stream).Equals(ones(shape)).ShouldBeTrue();
    }

    [Fact]
    public void LoadOfAFile_GivesBackWhatSaveWrote()
    {
        var path = Path.GetTempFileName();
        try
        {
            save(TensorAssert.Counting(2, 3), path);

            load(path).Equals(TensorAssert.Counting(2, 3)).ShouldBeTrue();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void LoadInto_OverwritesOrSkips()
    {
        using var stream = new MemoryStream();
        TensorAssert.Counting(2).Save(stream);
        TensorAssert.Counting(3).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var target = zeros(3);

        target.Load(reader, skip: true);
        target.Load(reader);

        target.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void LoadInto_Throws_WhenTheShapeDiffers()
    {
        using var stream = new MemoryStream();
        TensorAssert.Counting(2).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var target = zeros(3);

        Should.Throw<ArgumentException>(() => target.Load(reader)).Message.ShouldContain("[3]");
        target.ShouldBe([0, 0, 0]);
    }

    [Fact]
    public void LoadInto_Throws_WhenTheElementTypeDiffers()
    {
        using var stream = new MemoryStream();
        TensorAssert.Counting(3).Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        var target = zeros(3, dtype: ScalarType.Float64);

        Should.Throw<ArgumentException>(() => target.Load(reader)).Message.ShouldContain("Float32");
        target.ShouldBe([0, 0, 0]);
    }

    [Theory]
    [InlineData(new byte[] { 99, 0, 0 }, "element type 99")]
    [InlineData(new byte[] { 8, 0, 0 }, "element type 8")]
    [InlineData(new byte[] { 6, 17 }, "17 dimensions")]
    [InlineData(new byte[] { 6, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1 }, "size -1")]
    [InlineData(new byte[] { 6, 2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1 }, "more elements than any memory holds")]
    public void Load_RefusesADamagedHead(byte[] bytes, string why) =>
        Should.Throw<InvalidDataException>(() => Tensor.Load(new MemoryStream(bytes))).Message.ShouldContain(why);

    [Fact]
    public void Load_TakesNoMemory_ForMoreElementsThanTheFileHas() =>
        Should.Throw<EndOfStreamException>(() => Tensor.Load(new MemoryStream([6, 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 0])))
            .Message.ShouldContain("1 are left");

    [Fact]
    public void Load_Throws_WhenTheDataEndsEarly()
    {
        using var stream = new MemoryStream();
        TensorAssert.Counting(8).Save(stream);
        stream.SetLength(stream.Length - 4);
        stream.Position = 0;

        Should.Throw<EndOfStreamException>(() => Tensor.Load(stream));
    }

    /// <summary>
    /// The form as TorchSharp 0.107 writes it, put down by hand: element type, number of dimensions and sizes, each in
    /// base 128 with the high bit for "more follows", then the elements with the low byte first.
    /// </summary>
    public static TheoryData<Tensor, byte[]> Forms => new()
    {
        { tensor(new[,] { { 1f, -2f } }), [6, 2, 1, 2, 0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0] },
        { tensor(258L), [4, 0, 0x02, 0x01, 0, 0, 0, 0, 0, 0] },
        { tensor(new[] { true, false }), [11, 1, 2, 1, 0] },
        { tensor(new[] { 1.0 }).to(ScalarType.BFloat16), [15, 1, 1, 0x80, 0x3F] },
        { ones(0, 300), [6, 2, 0, 0xAC, 0x02] },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Form_IsTorchSharps(Tensor tensor, byte[] bytes)
    {
        using var written = new MemoryStream();

        tensor.Save(written);
        var loaded = Tensor.Load(new MemoryStream(bytes));

        written.ToArray().ShouldBe(bytes);
        loaded.dtype.ShouldBe(tensor.dtype);
        loaded.Equals(tensor).ShouldBeTrue();
    }
}

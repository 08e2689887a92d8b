using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace LlmCourse.Torch.Tests.Kernels;

/// <summary>How many threads compute is the user's to say.</summary>
[Collection("compute threads")]
public class ThreadSettingTests
{
    [Fact]
    public void SetNumThreads_IsWhatThePoolUses()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(3);

            get_num_threads().ShouldBe(3);
            ComputePool.Pieces(1_000_000, 1).ShouldBe(3);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void SetNumThreads_RefusesLessThanOne(int threads)
    {
        var before = get_num_threads();

        Should.Throw<ArgumentOutOfRangeException>(() => set_num_threads(threads));

        get_num_threads().ShouldBe(before);
    }
}

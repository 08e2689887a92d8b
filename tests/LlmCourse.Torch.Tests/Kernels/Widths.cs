using System.Runtime.Intrinsics;
using TorchSharp.Kernels;

namespace LlmCourse.Torch.Tests.Kernels;

/// <summary>Runs a kernel's body with a chosen vector width, so that all paths are tested on one machine.</summary>
internal static class Widths
{
    public static void Run<TBody>(int lanes, long count, TBody body)
        where TBody : struct, IVectorBody
    {
        switch (lanes)
        {
            case 16:
                Assert.SkipWhen(!Simd.Has512, "This processor has no AVX-512.");
                body.Run<Lanes512, Vector512<float>>(0, count);
                break;
            case 8:
                Assert.SkipWhen(!Simd.Has256, "This processor has no AVX2.");
                body.Run<Lanes256, Vector256<float>>(0, count);
                break;
            default:
                body.Run<Lanes128, Vector128<float>>(0, count);
                break;
        }
    }
}

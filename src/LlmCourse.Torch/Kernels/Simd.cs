using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>What this processor can do; constants once the JIT has compiled a method that asks.</summary>
internal static class Simd
{
    /// <summary>16 lanes. False also where .NET reports that 512-bit instructions lower the clock.</summary>
    public static readonly bool Has512 = Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512DQ.IsSupported;

    /// <summary>8 lanes with multiply-add.</summary>
    public static readonly bool Has256 = Avx2.IsSupported && Fma.IsSupported;

    /// <summary>32 vector registers instead of 16.</summary>
    public static readonly bool HasManyRegisters = Has512 || AdvSimd.Arm64.IsSupported;
}

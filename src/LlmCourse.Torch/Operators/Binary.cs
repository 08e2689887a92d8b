using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Computes elementwise operators of two tensors, or of a tensor and a number, without recording.</summary>
internal static unsafe class Binary
{
    /// <summary>y = op(a, b), broadcast, computed and returned in <paramref name="type"/>.</summary>
    public static Tensor Compute<TOp>(Tensor a, Tensor b, ScalarType type)
        where TOp : struct, IBinaryOperator
    {
        if (type == ScalarType.Float32 && a.Type == type && b.Type == type && a.IsDense && b.IsDense && a.Layout.SameSizes(b.Layout))
        {
            var result = Tensor.New(a.Layout, type);
            Dense<TOp>(result, a, b);
            return result;
        }
        if (type.IsHalfWidth())
        {
            using var wide = Compute<TOp>(a, b, ScalarType.Float32);
            return wide.Cast(type);
        }
        var y = Tensor.New(Broadcasting.Common(a.Layout, b.Layout), type);
        Into<TOp>(y, a, b);
        return y;
    }

    /// <summary>y = op(a, number), or op(number, a) when <paramref name="numberFirst"/>.</summary>
    public static Tensor Compute<TOp>(Tensor a, Number number, ScalarType type, bool numberFirst = false)
        where TOp : struct, IBinaryOperator
    {
        if (type.IsHalfWidth())
        {
            using var wide = Compute<TOp>(a, number, ScalarType.Float32, numberFirst);
            return wide.Cast(type);
        }
        var y = Tensor.New(a.Layout, type);
        Into<TOp>(y, a, number, numberFirst);
        return y;
    }

    /// <summary>Writes op(a, b) over <paramref name="y"/>, which may be one of them, and to whose sizes both broadcast.</summary>
    public static void Into<TOp>(Tensor y, Tensor a, Tensor b)
        where TOp : struct, IBinaryOperator
    {
        if (y.Type.IsHalfWidth())
        {
            using var wide = Compute<TOp>(a, b, ScalarType.Float32);
            Copying.Copy(wide, y);
            return;
        }
        using var left = Operand.For(y, a);
        using var right = Operand.For(y, b);
        switch (y.Type)
        {
            case ScalarType.Float32:
                Run<float, TOp>(y, left.Tensor, right.Tensor);
                break;
            case ScalarType.Float64:
                Run<double, TOp>(y, left.Tensor, right.Tensor);
                break;
            case ScalarType.Int64:
                Run<long, TOp>(y, left.Tensor, right.Tensor);
                break;
            case ScalarType.Int32:
                Run<int, TOp>(y, left.Tensor, right.Tensor);
                break;
            case ScalarType.Int16:
                Run<short, TOp>(y, left.Tensor, right.Tensor);
                break;
            case ScalarType.Int8:
                Run<sbyte, TOp>(y, left.Tensor, right.Tensor);
                break;
            default:
                Run<byte, TOp>(y, left.Tensor, right.Tensor);
                break;
        }
    }

    /// <summary>Writes op(a, number), or op(number, a), over <paramref name="y"/>, which may be <paramref name="a"/>.</summary>
    public static void Into<TOp>(Tensor y, Tensor a, Number number, bool numberFirst = false)
        where TOp : struct, IBinaryOperator
    {
        if (y.Type.IsHalfWidth())
        {
            using var wide = Compute<TOp>(a, number, ScalarType.Float32, numberFirst);
            Copying.Copy(wide, y);
            return;
        }
        using var operand = Operand.For(y, a);
        switch (y.Type)
        {
            case ScalarType.Float32:
                Run<float, TOp>(y, operand.Tensor, (float)number.Real, numberFirst);
                break;
            case ScalarType.Float64:
                Run<double, TOp>(y, operand.Tensor, number.Real, numberFirst);
                break;
            case ScalarType.Int64:
                Run<long, TOp>(y, operand.Tensor, number.Integer, numberFirst);
                break;
            case ScalarType.Int32:
                Run<int, TOp>(y, operand.Tensor, (int)number.Integer, numberFirst);
                break;
            case ScalarType.Int16:
                Run<short, TOp>(y, operand.Tensor, (short)number.Integer, numberFirst);
                break;
            case ScalarType.Int8:
                Run<sbyte, TOp>(y, operand.Tensor, (sbyte)number.Integer, numberFirst);
                break;
            default:
                Run<byte, TOp>(y, operand.Tensor, (byte)number.Integer, numberFirst);
                break;
        }
    }

    private static void Dense<TOp>(Tensor y, Tensor a, Tensor b)
        where TOp : struct, IBinaryOperator
    {
        var py = y.Pointer<float>();
        var pa = a.Pointer<float>();
        var pb = b.Pointer<float>();
        var count = y.Layout.Count;
        if (count <= LoopPlan.Grain)
            TOp.Invoke(new ReadOnlySpan<float>(pa, (int)count), new ReadOnlySpan<float>(pb, (int)count), new Span<float>(py, (int)count));
        else
            new LoopPlan(y.Layout, a.Layout, b.Layout).Run(new PairRows<float, TOp>(py, pa, pb));
    }

    private static void Run<T, TOp>(Tensor y, Tensor a, Tensor b)
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinaryOperator =>
        new LoopPlan(y.Layout, a.Layout, b.Layout).Run(new PairRows<T, TOp>(y.Pointer<T>(), a.Pointer<T>(), b.Pointer<T>()));

    private static void Run<T, TOp>(Tensor y, Tensor a, T number, bool numberFirst)
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinaryOperator =>
        new LoopPlan(y.Layout, a.Layout, a.Layout).Run(new NumberRows<T, TOp>(y.Pointer<T>(), a.Pointer<T>(), number, numberFirst));

    private readonly struct PairRows<T, TOp>(T* y, T* a, T* b) : IRowBody
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinaryOperator
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            var py = y + startY;
            var pa = a + startA;
            var pb = b + startB;
            if (stepY != 1 || stepA is not (0 or 1) || stepB is not (0 or 1) || stepA + stepB == 0)
            {
                for (var i = 0L; i < count; i++)
                    py[i * stepY] = TOp.Invoke(pa[i * stepA], pb[i * stepB]);
                return;
            }
            while (count > 0)
            {
                var n = (int)Math.Min(count, 1 << 30);
                if (stepA == 0)
                    TOp.Invoke(*pa, new ReadOnlySpan<T>(pb, n), new Span<T>(py, n));
                else if (stepB == 0)
                    TOp.Invoke(new ReadOnlySpan<T>(pa, n), *pb, new Span<T>(py, n));
                else
                    TOp.Invoke(new ReadOnlySpan<T>(pa, n), new ReadOnlySpan<T>(pb, n), new Span<T>(py, n));
                py += n;
                pa += n * stepA;
                pb += n * stepB;
                count -= n;
            }
        }
    }

    private readonly struct NumberRows<T, TOp>(T* y, T* a, T number, bool numberFirst) : IRowBody
        where T : unmanaged, INumber<T>
        where TOp : struct, IBinaryOperator
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            var py = y + startY;
            var pa = a + startA;
            if (stepY != 1 || stepA != 1)
            {
                for (var i = 0L; i < count; i++)
                    py[i * stepY] = numberFirst ? TOp.Invoke(number, pa[i * stepA]) : TOp.Invoke(pa[i * stepA], number);
                return;
            }
            while (count > 0)
            {
                var n = (int)Math.Min(count, 1 << 30);
                if (numberFirst)
                    TOp.Invoke(number, new ReadOnlySpan<T>(pa, n), new Span<T>(py, n));
                else
                    TOp.Invoke(new ReadOnlySpan<T>(pa, n), number, new Span<T>(py, n));
                py += n;
                pa += n;
                count -= n;
            }
        }
    }
}

/// <summary>Whether two tensors share elements, which matters when one of them is written.</summary>
internal static class Overlap
{
    /// <summary>Whether <paramref name="source"/> can be read, element by element, while <paramref name="target"/> is written.</summary>
    public static bool IsHarmless(Tensor source, Tensor target) =>
        !ReferenceEquals(source.Memory, target.Memory)
        || (source.Offset == target.Offset && source.Strides.SequenceEqual(target.Strides) && source.Layout.SameSizes(target.Layout));
}

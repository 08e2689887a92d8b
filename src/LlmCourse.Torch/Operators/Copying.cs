using System.Numerics;
using System.Numerics.Tensors;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace TorchSharp;

/// <summary>Copies between any element types and strides, and fills.</summary>
internal static unsafe class Copying
{
    /// <summary>Writes the elements of <paramref name="source"/>, broadcast and converted, over <paramref name="target"/>.</summary>
    public static void Copy(Tensor source, Tensor target)
    {
        if (source.Type == target.Type)
        {
            CopySame(source, target);
            return;
        }
        switch (source.Type)
        {
            case ScalarType.Float32:
                From<float>(source, target);
                break;
            case ScalarType.Float64:
                From<double>(source, target);
                break;
            case ScalarType.Int64:
                From<long>(source, target);
                break;
            case ScalarType.Int32:
                From<int>(source, target);
                break;
            case ScalarType.Int16:
                From<short>(source, target);
                break;
            case ScalarType.Int8:
                From<sbyte>(source, target);
                break;
            case ScalarType.Float16:
                From<Half>(source, target);
                break;
            case ScalarType.BFloat16:
                WidenThen(source, target);
                break;
            default:
                From<byte>(source, target);
                break;
        }
    }

    /// <summary>Writes <paramref name="value"/> over every element.</summary>
    public static void Fill(Tensor target, Number value)
    {
        switch (target.Type)
        {
            case ScalarType.Float32:
                Fill(target, (float)value.Real);
                break;
            case ScalarType.Float64:
                Fill(target, value.Real);
                break;
            case ScalarType.Int64:
                Fill(target, value.Integer);
                break;
            case ScalarType.Int32:
                Fill(target, (int)value.Integer);
                break;
            case ScalarType.Int16:
                Fill(target, (short)value.Integer);
                break;
            case ScalarType.Float16:
                Fill(target, (Half)value.Real);
                break;
            case ScalarType.BFloat16:
                Fill(target, (BFloat16)value.Real);
                break;
            case ScalarType.Bool:
                Fill(target, value.Truth);
                break;
            default:
                Fill(target, (byte)value.Integer);
                break;
        }
    }

    private static void Fill<T>(Tensor target, T value)
        where T : unmanaged =>
        new LoopPlan(target.Layout, target.Layout, target.Layout).Run(new FillRows<T>(target.Pointer<T>(), value));

    private static void CopySame(Tensor source, Tensor target)
    {
        switch (target.Type.Size())
        {
            case 1:
                CopyRows<byte>(source, target);
                break;
            case 2:
                CopyRows<ushort>(source, target);
                break;
            case 4:
                CopyRows<uint>(source, target);
                break;
            default:
                CopyRows<ulong>(source, target);
                break;
        }
    }

    private static void CopyRows<T>(Tensor source, Tensor target)
        where T : unmanaged =>
        new LoopPlan(target.Layout, source.Layout, source.Layout).Run(new SameRows<T>(target.Pointer<T>(), source.Pointer<T>()));

    private static void From<TFrom>(Tensor source, Tensor target)
        where TFrom : unmanaged, INumber<TFrom>
    {
        switch (target.Type)
        {
            case ScalarType.Float32:
                Convert<TFrom, float>(source, target);
                break;
            case ScalarType.Float64:
                Convert<TFrom, double>(source, target);
                break;
            case ScalarType.Int64:
                Convert<TFrom, long>(source, target);
                break;
            case ScalarType.Int32:
                Convert<TFrom, int>(source, target);
                break;
            case ScalarType.Int16:
                Convert<TFrom, short>(source, target);
                break;
            case ScalarType.Int8:
                Convert<TFrom, sbyte>(source, target);
                break;
            case ScalarType.Float16:
                Convert<TFrom, Half>(source, target);
                break;
            case ScalarType.Bool:
                Run(source, target, new TruthRows<TFrom>(target.Pointer<bool>(), source.Pointer<TFrom>()));
                break;
            case ScalarType.BFloat16:
                Run(source, target, new NarrowRows<TFrom>(target.Pointer<BFloat16>(), source.Pointer<TFrom>()));
                break;
            default:
                Convert<TFrom, byte>(source, target);
                break;
        }
    }

    private static void Convert<TFrom, TTo>(Tensor source, Tensor target)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo> =>
        Run(source, target, new ConvertRows<TFrom, TTo>(target.Pointer<TTo>(), source.Pointer<TFrom>()));

    private static void WidenThen(Tensor source, Tensor target)
    {
        if (target.Type == ScalarType.Float32)
        {
            Run(source, target, new WidenRows(target.Pointer<float>(), source.Pointer<BFloat16>()));
            return;
        }
        using var single = Tensor.New(source.Layout, ScalarType.Float32);
        Run(source, single, new WidenRows(single.Pointer<float>(), source.Pointer<BFloat16>()));
        Copy(single, target);
    }

    private static void Run<TBody>(Tensor source, Tensor target, TBody body)
        where TBody : struct, IRowBody => new LoopPlan(target.Layout, source.Layout, source.Layout).Run(body);

    private readonly struct FillRows<T>(T* y, T value) : IRowBody
        where T : unmanaged
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            var row = y + startY;
            if (stepY == 1 && count <= int.MaxValue)
            {
                new Span<T>(row, (int)count).Fill(value);
                return;
            }
            for (var i = 0L; i < count; i++)
                row[i * stepY] = value;
        }
    }

    private readonly struct SameRows<T>(T* y, T* a) : IRowBody
        where T : unmanaged
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            var to = y + startY;
            var from = a + startA;
            if (stepY == 1 && stepA == 1)
            {
                Buffer.MemoryCopy(from, to, count * sizeof(T), count * sizeof(T));
                return;
            }
            for (var i = 0L; i < count; i++)
                to[i * stepY] = from[i * stepA];
        }
    }

    private readonly struct ConvertRows<TFrom, TTo>(TTo* y, TFrom* a) : IRowBody
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            var to = y + startY;
            var from = a + startA;
            if (stepY == 1 && stepA == 1 && count <= int.MaxValue)
            {
                TensorPrimitives.ConvertTruncating(new ReadOnlySpan<TFrom>(from, (int)count), new Span<TTo>(to, (int)count));
                return;
            }
            for (var i = 0L; i < count; i++)
                to[i * stepY] = TTo.CreateTruncating(from[i * stepA]);
        }
    }

    private readonly struct TruthRows<TFrom>(bool* y, TFrom* a) : IRowBody
        where TFrom : unmanaged, INumber<TFrom>
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            for (var i = 0L; i < count; i++)
                y[startY + i * stepY] = a[startA + i * stepA] != TFrom.Zero;
        }
    }

    private readonly struct NarrowRows<TFrom>(BFloat16* y, TFrom* a) : IRowBody
        where TFrom : unmanaged, INumber<TFrom>
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            for (var i = 0L; i < count; i++)
                y[startY + i * stepY] = (BFloat16)float.CreateTruncating(a[startA + i * stepA]);
        }
    }

    private readonly struct WidenRows(float* y, BFloat16* a) : IRowBody
    {
        public void Row(long count, long startY, long startA, long startB, long stepY, long stepA, long stepB)
        {
            for (var i = 0L; i < count; i++)
                y[startY + i * stepY] = a[startA + i * stepA].ToSingle();
        }
    }
}

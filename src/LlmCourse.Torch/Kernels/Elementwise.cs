using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>A function of one lane's value, written once for all vector widths.</summary>
internal interface IUnaryFunction
{
    /// <summary>The function, lane by lane.</summary>
    static abstract TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>A function of two lanes' values, written once for all vector widths.</summary>
internal interface IBinaryFunction
{
    /// <summary>The function, lane by lane.</summary>
    static abstract TVector Apply<TLanes, TVector>(TVector x, TVector y)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>Applies a function to dense arrays, over the pool, with the widest vectors of this processor.</summary>
internal static unsafe class Elementwise
{
    /// <summary><c>result[i] = f(x[i])</c>; result may be x.</summary>
    public static void Map<TFunction>(float* x, float* result, long n)
        where TFunction : struct, IUnaryFunction => VectorPool.For(n, VectorPool.Grain, new MapBody<TFunction>(x, result));

    /// <summary><c>result[i] = f(x[i], y[i])</c>; result may be x or y.</summary>
    public static void Map<TFunction>(float* x, float* y, float* result, long n)
        where TFunction : struct, IBinaryFunction => VectorPool.For(n, VectorPool.Grain, new ZipBody<TFunction>(x, y, result));

    internal readonly struct MapBody<TFunction>(float* x, float* result) : IVectorBody
        where TFunction : struct, IUnaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var i = start;
            for (; i <= end - TLanes.Count; i += TLanes.Count)
                TLanes.Store(TFunction.Apply<TLanes, TVector>(TLanes.Load(x + i)), result + i);
            var rest = (int)(end - i);
            if (rest > 0)
                TLanes.StorePartial(TFunction.Apply<TLanes, TVector>(TLanes.LoadPartial(x + i, rest, TLanes.Broadcast(0))), result + i, rest);
        }
    }

    internal readonly struct ZipBody<TFunction>(float* x, float* y, float* result) : IVectorBody
        where TFunction : struct, IBinaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var i = start;
            for (; i <= end - TLanes.Count; i += TLanes.Count)
                TLanes.Store(TFunction.Apply<TLanes, TVector>(TLanes.Load(x + i), TLanes.Load(y + i)), result + i);
            var rest = (int)(end - i);
            if (rest > 0)
            {
                var zero = TLanes.Broadcast(0);
                var value = TFunction.Apply<TLanes, TVector>(TLanes.LoadPartial(x + i, rest, zero), TLanes.LoadPartial(y + i, rest, zero));
                TLanes.StorePartial(value, result + i, rest);
            }
        }
    }
}

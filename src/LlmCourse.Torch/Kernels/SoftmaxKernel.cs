using System.Numerics;
using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Softmax and log-softmax over the last dimension of [rows, cols].</summary>
/// <remarks>The generic forms hand float32 on to the vector forms, as in <see cref="LayerNormKernel"/>.</remarks>
internal static unsafe class SoftmaxKernel
{
    /// <inheritdoc cref="Forward{T}"/>
    public static void Forward(float* x, float* y, int rows, int cols) =>
        VectorPool.ForRows(rows, cols, new ForwardRows(x, y, cols));

    /// <inheritdoc cref="Backward{T}"/>
    public static void Backward(float* dy, float* y, float* dx, int rows, int cols) =>
        VectorPool.ForRows(rows, cols, new BackwardRows(dy, y, dx, cols));

    /// <inheritdoc cref="LogForward{T}"/>
    public static void LogForward(float* x, float* y, int rows, int cols) =>
        VectorPool.ForRows(rows, cols, new LogForwardRows(x, y, cols));

    /// <inheritdoc cref="LogBackward{T}"/>
    public static void LogBackward(float* dy, float* y, float* dx, int rows, int cols) =>
        VectorPool.ForRows(rows, cols, new LogBackwardRows(dy, y, dx, cols));

    /// <summary><c>y = exp(x − max) / Σ exp(x − max)</c> in each row; y may be x.</summary>
    public static void Forward<T>(T* x, T* y, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Forward((float*)x, (float*)y, rows, cols);
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var xr = x + (long)r * cols;
            var yr = y + (long)r * cols;
            var max = Max(xr, cols);
            var sum = T.Zero;
            for (var i = 0; i < cols; i++)
                sum += yr[i] = T.Exp(xr[i] - max);
            for (var i = 0; i < cols; i++)
                yr[i] /= sum;
        }
    }

    /// <summary><c>dx = y · (dy − Σ dy · y)</c> in each row; dx may be dy.</summary>
    public static void Backward<T>(T* dy, T* y, T* dx, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Backward((float*)dy, (float*)y, (float*)dx, rows, cols);
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var dyr = dy + (long)r * cols;
            var yr = y + (long)r * cols;
            var dxr = dx + (long)r * cols;
            var dot = T.Zero;
            for (var i = 0; i < cols; i++)
                dot += dyr[i] * yr[i];
            for (var i = 0; i < cols; i++)
                dxr[i] = yr[i] * (dyr[i] - dot);
        }
    }

    /// <summary><c>y = x − max − ln Σ exp(x − max)</c> in each row; y may be x.</summary>
    public static void LogForward<T>(T* x, T* y, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            LogForward((float*)x, (float*)y, rows, cols);
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var xr = x + (long)r * cols;
            var yr = y + (long)r * cols;
            var logSum = LogSumExp(xr, cols, out var shift);
            for (var i = 0; i < cols; i++)
                yr[i] = xr[i] - shift - logSum;
        }
    }

    /// <summary><c>dx = dy − exp(y) · Σ dy</c> in each row, y the log-softmax; dx may be dy.</summary>
    public static void LogBackward<T>(T* dy, T* y, T* dx, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            LogBackward((float*)dy, (float*)y, (float*)dx, rows, cols);
            return;
        }
        for (var r = 0; r < rows; r++)
        {
            var dyr = dy + (long)r * cols;
            var yr = y + (long)r * cols;
            var dxr = dx + (long)r * cols;
            var sum = T.Zero;
            for (var i = 0; i < cols; i++)
                sum += dyr[i];
            for (var i = 0; i < cols; i++)
                dxr[i] = dyr[i] - T.Exp(yr[i]) * sum;
        }
    }

    /// <summary>
    /// ln Σ exp(x − shift) of one row, shift its maximum (0 if that is −∞); NaN if any x is NaN or +∞. The two parts stay
    /// apart, because in the sum of a large shift and a small logarithm the digits of the latter are lost.
    /// </summary>
    internal static T LogSumExp<T>(T* x, int cols, out T shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var max = Max(x, cols);
        shift = T.IsNegativeInfinity(max) ? T.Zero : max;
        var sum = T.Zero;
        for (var i = 0; i < cols; i++)
            sum += T.Exp(x[i] - shift);
        return T.Log(sum);
    }

    private static T Max<T>(T* x, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var max = T.NegativeInfinity;
        for (var i = 0; i < cols; i++)
            max = T.Max(max, x[i]);
        return max;
    }

    /// <summary>The largest of n values (−∞ for none). With a NaN among them, some value; the sum of exponentials is then NaN anyway.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Max<TLanes, TVector>(float* x, int n)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var whole = n - n % TLanes.Count;
        var max = TLanes.Broadcast(float.NegativeInfinity);
        if (whole < n)
            max = TLanes.LoadPartial(x + whole, n - whole, max);
        for (var i = 0; i < whole; i += TLanes.Count)
            max = TLanes.Max(max, TLanes.Load(x + i));
        return TLanes.Largest(max);
    }

    /// <inheritdoc cref="LogSumExp{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float LogSumExp<TLanes, TVector>(float* x, int n, out float shift)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var max = Max<TLanes, TVector>(x, n);
        // In a row of −∞ alone, −∞ − (−∞) would hide that the sum is 0.
        shift = float.IsNegativeInfinity(max) ? 0 : max;
        var whole = n - n % TLanes.Count;
        var minus = TLanes.Broadcast(-shift);
        var sum = TLanes.Broadcast(0);
        if (whole < n)
            sum = Functions.Exp<TLanes, TVector>(TLanes.Add(TLanes.LoadPartial(x + whole, n - whole, TLanes.Broadcast(float.NegativeInfinity)), minus));
        for (var i = 0; i < whole; i += TLanes.Count)
            sum = TLanes.Add(sum, Functions.Exp<TLanes, TVector>(TLanes.Add(TLanes.Load(x + i), minus)));
        return Functions.Log(TLanes.Sum(sum));
    }

    internal readonly struct ForwardRows(float* x, float* y, int cols) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (whole, rest) = (cols - cols % TLanes.Count, cols % TLanes.Count);
            for (var row = start; row < end; row++)
            {
                var source = x + row * cols;
                var target = y + row * cols;
                var minus = TLanes.Broadcast(-Max<TLanes, TVector>(source, cols));
                var sum = TLanes.Broadcast(0);
                if (rest > 0)
                {
                    sum = Functions.Exp<TLanes, TVector>(TLanes.Add(TLanes.LoadPartial(source + whole, rest, TLanes.Broadcast(float.NegativeInfinity)), minus));
                    TLanes.StorePartial(sum, target + whole, rest);
                }
                for (var i = 0; i < whole; i += TLanes.Count)
                {
                    var e = Functions.Exp<TLanes, TVector>(TLanes.Add(TLanes.Load(source + i), minus));
                    sum = TLanes.Add(sum, e);
                    TLanes.Store(e, target + i);
                }
                var factor = 1 / TLanes.Sum(sum);
                var scale = TLanes.Broadcast(factor);
                for (var i = 0; i < whole; i += TLanes.Count)
                    TLanes.Store(TLanes.Multiply(TLanes.Load(target + i), scale), target + i);
                for (var i = whole; i < cols; i++)
                    target[i] *= factor;
            }
        }
    }

    internal readonly struct BackwardRows(float* dy, float* y, float* dx, int cols) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (whole, rest) = (cols - cols % TLanes.Count, cols % TLanes.Count);
            var zero = TLanes.Broadcast(0);
            for (var row = start; row < end; row++)
            {
                var gradient = dy + row * cols;
                var weights = y + row * cols;
                var target = dx + row * cols;
                var (g, w) = (TLanes.LoadPartial(gradient + whole, rest, zero), TLanes.LoadPartial(weights + whole, rest, zero));
                var dots = TLanes.Multiply(g, w);
                for (var i = 0; i < whole; i += TLanes.Count)
                    dots = TLanes.MultiplyAdd(TLanes.Load(gradient + i), TLanes.Load(weights + i), dots);
                var dot = TLanes.Broadcast(TLanes.Sum(dots));
                for (var i = 0; i < whole; i += TLanes.Count)
                    TLanes.Store(TLanes.Multiply(TLanes.Load(weights + i), TLanes.Subtract(TLanes.Load(gradient + i), dot)), target + i);
                TLanes.StorePartial(TLanes.Multiply(w, TLanes.Subtract(g, dot)), target + whole, rest);
            }
        }
    }

    internal readonly struct LogForwardRows(float* x, float* y, int cols) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var whole = cols - cols % TLanes.Count;
            for (var row = start; row < end; row++)
            {
                var source = x + row * cols;
                var target = y + row * cols;
                var logSum = LogSumExp<TLanes, TVector>(source, cols, out var shift);
                var (shifts, logSums) = (TLanes.Broadcast(shift), TLanes.Broadcast(logSum));
                for (var i = 0; i < whole; i += TLanes.Count)
                    TLanes.Store(TLanes.Subtract(TLanes.Subtract(TLanes.Load(source + i), shifts), logSums), target + i);
                for (var i = whole; i < cols; i++)
                    target[i] = source[i] - shift - logSum;
            }
        }
    }

    internal readonly struct LogBackwardRows(float* dy, float* y, float* dx, int cols) : IVectorBody
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes, TVector>(long start, long end)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            var (whole, rest) = (cols - cols % TLanes.Count, cols % TLanes.Count);
            for (var row = start; row < end; row++)
            {
                var gradient = dy + row * cols;
                var logs = y + row * cols;
                var target = dx + row * cols;
                var tail = TLanes.LoadPartial(gradient + whole, rest, TLanes.Broadcast(0));
                var sums = tail;
                for (var i = 0; i < whole; i += TLanes.Count)
                    sums = TLanes.Add(sums, TLanes.Load(gradient + i));
                var minus = TLanes.Broadcast(-TLanes.Sum(sums));
                for (var i = 0; i < whole; i += TLanes.Count)
                    TLanes.Store(TLanes.MultiplyAdd(Functions.Exp<TLanes, TVector>(TLanes.Load(logs + i)), minus, TLanes.Load(gradient + i)), target + i);
                var weights = Functions.Exp<TLanes, TVector>(TLanes.LoadPartial(logs + whole, rest, minus));
                TLanes.StorePartial(TLanes.MultiplyAdd(weights, minus, tail), target + whole, rest);
            }
        }
    }
}

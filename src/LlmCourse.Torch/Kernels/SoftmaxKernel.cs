using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>Softmax and log-softmax over the last dimension of [rows, cols].</summary>
internal static unsafe class SoftmaxKernel
{
    /// <summary><c>y = exp(x − max) / Σ exp(x − max)</c> in each row; y may be x.</summary>
    public static void Forward<T>(T* x, T* y, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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
        for (var r = 0; r < rows; r++)
        {
            var xr = x + (long)r * cols;
            var yr = y + (long)r * cols;
            var lse = LogSumExp(xr, cols);
            for (var i = 0; i < cols; i++)
                yr[i] = xr[i] - lse;
        }
    }

    /// <summary><c>dx = dy − exp(y) · Σ dy</c> in each row, y the log-softmax; dx may be dy.</summary>
    public static void LogBackward<T>(T* dy, T* y, T* dx, int rows, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
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

    /// <summary>ln Σ exp(x) of one row, without overflow; NaN if any x is NaN.</summary>
    internal static T LogSumExp<T>(T* x, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var max = Max(x, cols);
        if (T.IsInfinity(max))
            return max;
        var sum = T.Zero;
        for (var i = 0; i < cols; i++)
            sum += T.Exp(x[i] - max);
        return max + T.Log(sum);
    }

    private static T Max<T>(T* x, int cols)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var max = T.NegativeInfinity;
        for (var i = 0; i < cols; i++)
            max = T.Max(max, x[i]);
        return max;
    }
}

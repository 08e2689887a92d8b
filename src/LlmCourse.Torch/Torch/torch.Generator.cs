using System.Diagnostics;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers that a seed fixes.</summary>
    public class Generator : IDisposable
    {
        /// <summary>A stream from this seed.</summary>
        public Generator(ulong seed = 0, Device? device = null)
        {
            Factories.CheckDevice(device);
            Stream = new RandomStream(seed);
        }

        /// <summary>The stream used where no generator is given; seeded by <see cref="torch.manual_seed(long)"/>.</summary>
        public static Generator Default { get; } = new((ulong)Stopwatch.GetTimestamp());

        /// <summary>Where the stream lives: the processor.</summary>
        public Device device => CPU;

        /// <summary>The numbers.</summary>
        internal RandomStream Stream { get; }

        /// <summary>Begins the stream of this seed; returns the generator.</summary>
        public Generator manual_seed(long seed)
        {
            lock (Stream)
                Stream.Seed((ulong)seed);
            return this;
        }

        /// <summary>Begins the stream of a seed taken from the clock; returns the seed.</summary>
        public long seed()
        {
            var chosen = Stopwatch.GetTimestamp();
            manual_seed(chosen);
            return chosen;
        }

        /// <summary>The seed that the stream began with.</summary>
        public long initial_seed() => (long)Stream.InitialSeed;

        /// <summary>The place in the stream, as bytes.</summary>
        public Tensor get_state()
        {
            lock (Stream)
                return tensor(Stream.Save());
        }

        /// <summary>Goes to a place in the stream that <see cref="get_state"/> gave.</summary>
        public void set_state(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            using var accessor = value.data<byte>();
            lock (Stream)
                Stream.Load(accessor.ToArray());
        }

        /// <summary>Does nothing; here for code that disposes generators.</summary>
        public void Dispose()
        {
            Dispose(disposing: true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Does nothing.</summary>
        protected virtual void Dispose(bool disposing)
        {
        }
    }

    /// <summary>Begins the default stream of this seed.</summary>
    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    /// <summary>Begins the default stream of a seed taken from the clock; returns the seed.</summary>
    public static long seed() => Generator.Default.seed();

    /// <summary>The seed that the default stream began with.</summary>
    public static long initial_seed() => Generator.Default.initial_seed();

    /// <summary>The place in the default stream, as bytes.</summary>
    public static Tensor get_rng_state() => Generator.Default.get_state();

    /// <summary>Goes to a place in the default stream.</summary>
    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The default stream of random numbers.</summary>
    public static class random
    {
        /// <summary>Begins the default stream of this seed.</summary>
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        /// <summary>Begins the default stream of a seed taken from the clock; returns the seed.</summary>
        public static long seed() => torch.seed();

        /// <summary>The seed that the default stream began with.</summary>
        public static long initial_seed() => torch.initial_seed();

        /// <summary>The place in the default stream, as bytes.</summary>
        public static Tensor get_rng_state() => torch.get_rng_state();

        /// <summary>Goes to a place in the default stream.</summary>
        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}

namespace LlmCourse.Web.Authoring;

/// <summary>Who has which file open in an editor of this process.</summary>
public sealed class Presence
{
    private readonly Lock gate = new();
    private readonly List<Seat> seats = [];

    /// <summary>Takes a seat at a file; <paramref name="changed"/> is called when others come or go. Disposing leaves.</summary>
    public Seat Enter(string path, string name, Func<Task> changed)
    {
        var seat = new Seat(this, path, name, changed);
        lock (gate) seats.Add(seat);
        Tell(seat);
        return seat;
    }

    /// <summary>Names of the others at a file who are there.</summary>
    public IReadOnlyList<string> OthersAt(string path, Seat own)
    {
        lock (gate) return [.. seats.Where(seat => seat.Path == path && !seat.IsAway && !ReferenceEquals(seat, own)).Select(seat => seat.Name).Distinct(StringComparer.Ordinal)];
    }

    private void Tell(Seat moved)
    {
        Seat[] others;
        lock (gate) others = [.. seats.Where(seat => seat.Path == moved.Path && !ReferenceEquals(seat, moved))];
        foreach (var other in others) _ = other.Changed();
    }

    /// <summary>Somebody's place at a file.</summary>
    public sealed class Seat : IDisposable
    {
        private readonly Presence presence;

        internal Seat(Presence presence, string path, string name, Func<Task> changed) =>
            (this.presence, Path, Name, Changed) = (presence, path, name, changed);

        internal string Path { get; }

        internal string Name { get; }

        internal Func<Task> Changed { get; }

        /// <summary>Whether the page has lost its browser; it may come back.</summary>
        public bool IsAway { get; private set; }

        /// <summary>Leaves the seat empty for a while, or comes back to it.</summary>
        public void Move(bool isAway)
        {
            lock (presence.gate)
            {
                if (IsAway == isAway) return;
                IsAway = isAway;
            }

            presence.Tell(this);
        }

        /// <inheritdoc />
        public void Dispose()
        {
            lock (presence.gate) presence.seats.Remove(this);
            presence.Tell(this);
        }
    }
}

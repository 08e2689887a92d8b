namespace LlmCourse.Web.Authoring;

/// <summary>Who has which file open in an editor of this process.</summary>
public sealed class Presence
{
    private readonly Lock gate = new();
    private readonly List<Seat> seats = [];

    /// <summary>Takes a seat at a file; <paramref name="changed"/> is called when others come or go. Disposing leaves.</summary>
    public IDisposable Enter(string path, string name, Func<Task> changed)
    {
        var seat = new Seat(this, path, name, changed);
        lock (gate) seats.Add(seat);
        Tell(seat);
        return seat;
    }

    /// <summary>Names of the others at a file.</summary>
    public IReadOnlyList<string> OthersAt(string path, IDisposable own)
    {
        lock (gate) return [.. seats.Where(seat => seat.Path == path && !ReferenceEquals(seat, own)).Select(seat => seat.Name).Distinct(StringComparer.Ordinal)];
    }

    private void Tell(Seat moved)
    {
        Seat[] others;
        lock (gate) others = [.. seats.Where(seat => seat.Path == moved.Path && !ReferenceEquals(seat, moved))];
        foreach (var other in others) _ = other.Changed();
    }

    private sealed record Seat(Presence Presence, string Path, string Name, Func<Task> Changed) : IDisposable
    {
        public void Dispose()
        {
            lock (Presence.gate) Presence.seats.RemoveAll(seat => ReferenceEquals(seat, this));
            Presence.Tell(this);
        }
    }
}

using Microsoft.AspNetCore.Components.Server.Circuits;

namespace LlmCourse.Web.Authoring;

/// <summary>
/// The seats of one live page. A page is kept for minutes after its tab was closed, because it might only have lost its
/// connection; it must not seem to write all that while, so its seats are empty until its browser is back.
/// </summary>
public sealed class PageSeatsAtFiles(Presence presence) : CircuitHandler
{
    private readonly Lock gate = new();
    private readonly List<Presence.Seat> seats = [];

    /// <summary>Takes a seat at a file for as long as this page shows it.</summary>
    public Presence.Seat Enter(string path, string name, Func<Task> changed)
    {
        var seat = presence.Enter(path, name, changed);
        lock (gate) seats.Add(seat);
        return seat;
    }

    /// <summary>Leaves a seat for good.</summary>
    public void Leave(Presence.Seat seat)
    {
        lock (gate) seats.Remove(seat);
        seat.Dispose();
    }

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => MoveAsync(isAway: false);

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => MoveAsync(isAway: true);

    private Task MoveAsync(bool isAway)
    {
        Presence.Seat[] own;
        lock (gate) own = [.. seats];
        foreach (var seat in own) seat.Move(isAway);
        return Task.CompletedTask;
    }
}

using Microsoft.Extensions.Options;

namespace LlmCourse.Web.Hosting.Circuits;

/// <summary>How many live pages each visitor has.</summary>
internal sealed class PageSeats(IOptions<PageLimits> limits)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> taken = [];

    /// <summary>Live pages of all visitors.</summary>
    public int Count
    {
        get
        {
            lock (gate) return taken.Values.Sum();
        }
    }

    /// <summary>Takes a seat; says which one it is, from 1. The caller decides whether that is one too many, and gives it back in any case.</summary>
    public int Take(string visitorId)
    {
        lock (gate) return taken[visitorId] = taken.GetValueOrDefault(visitorId) + 1;
    }

    /// <summary>Gives a seat back.</summary>
    public void GiveBack(string visitorId)
    {
        lock (gate)
        {
            if (taken[visitorId] == 1) taken.Remove(visitorId);
            else taken[visitorId]--;
        }
    }

    /// <summary>Whether this seat is one too many; such a page says so and shows nothing else.</summary>
    public bool IsTooMany(int seat) => seat > limits.Value.MaxPerVisitor;

    /// <summary>Whether the visitor has so many that not even one that says so is opened: only a program asks for that many.</summary>
    public bool IsFull(string visitorId)
    {
        lock (gate) return taken.GetValueOrDefault(visitorId) >= 2 * limits.Value.MaxPerVisitor;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace LlmCourse.Runs.Hub;

/// <summary>
/// What a web tier shows the trainer's hub to be let in. The hub is on the same port as the site, and what it takes and
/// gives is not checked for learners one by one: only the web tier does that.
/// </summary>
public sealed class TrainerSecret
{
    /// <summary>Request header that carries it.</summary>
    public const string Header = "X-Trainer-Secret";

    /// <summary>Configuration key, for trainers and web tiers that are separate processes.</summary>
    public const string ConfigurationKey = "Trainer:Secret";

    private const int RandomBytes = 32;

    private readonly byte[] expected;

    /// <summary>Takes a secret, or makes a random one that only this process knows.</summary>
    public TrainerSecret(string? value = null)
    {
        Value = string.IsNullOrWhiteSpace(value) ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)) : value.Trim();
        expected = Encoding.UTF8.GetBytes(Value);
    }

    /// <summary>The secret itself; never logged.</summary>
    public string Value { get; }

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool Matches(string? candidate) => candidate is not null && CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(candidate));
}

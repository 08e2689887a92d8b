namespace LlmCourse.Llm.Corpora.Worlds;

/// <summary>The entropy of a world's texts, by formula.</summary>
/// <param name="NatsPerDocument">Entropy of a whole text, its end included.</param>
/// <param name="CharactersPerDocument">Mean length of a text in characters, without its end mark.</param>
/// <param name="ByPlace">
/// Entropy of each character given all before it, in nats, the end mark last; null where texts differ in length. They add
/// up to <paramref name="NatsPerDocument"/>.
/// </param>
public sealed record ExactEntropy(double NatsPerDocument, double CharactersPerDocument, IReadOnlyList<double>? ByPlace = null)
{
    /// <summary>Entropy in nats a character; what the end costs is spread over the characters.</summary>
    public double NatsPerCharacter => NatsPerDocument / CharactersPerDocument;

    /// <summary>Entropy of texts of one length, from that of each place.</summary>
    /// <param name="places">Nats of each character given all before it, without the end mark: nothing else can follow the last one.</param>
    internal static ExactEntropy Of(IReadOnlyList<double> places) => new(places.Sum(), places.Count, [.. places, 0]);
}

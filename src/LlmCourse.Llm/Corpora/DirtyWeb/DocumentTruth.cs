namespace LlmCourse.Llm.Corpora.DirtyWeb;

/// <summary>What a generated document is. Each has one main fault, so that a filter's hits and misses can be counted.</summary>
public enum PlantedKind
{
    /// <summary>English prose that a good pipeline keeps.</summary>
    Clean,

    /// <summary>Prose in another language.</summary>
    ForeignLanguage,

    /// <summary>Menus, cookie notices and link lists instead of prose.</summary>
    Boilerplate,

    /// <summary>Advertising that repeats itself.</summary>
    Spam,

    /// <summary>An earlier document once more, at most with other spaces and capitals.</summary>
    ExactDuplicate,

    /// <summary>An earlier document with some of its words exchanged, left out or added.</summary>
    NearDuplicate,

    /// <summary>Prose with a question of the benchmark in it, word for word.</summary>
    BenchmarkLeak,

    /// <summary>Prose with e-mail addresses and phone numbers in it.</summary>
    PersonalData,
}

/// <summary>What was planted in a document, recorded when it was made.</summary>
/// <param name="Kind">Its main fault, or that it has none.</param>
/// <param name="Language">ISO 639-1 code of its language.</param>
/// <param name="CopyOf">Id of the earlier document that it copies; null when it copies none.</param>
/// <param name="EditRate">Part of the words that a near duplicate changed, in [0, 1].</param>
/// <param name="Planted">The planted strings themselves: addresses and numbers, or the leaked question; null when there are none.</param>
public sealed record DocumentTruth(PlantedKind Kind, string Language, string? CopyOf = null, double EditRate = 0, IReadOnlyList<string>? Planted = null);

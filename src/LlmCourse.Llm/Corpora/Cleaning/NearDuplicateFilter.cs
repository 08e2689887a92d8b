using System.Globalization;
using System.Runtime.InteropServices;
using LlmCourse.Llm.Corpora.Sources;

namespace LlmCourse.Llm.Corpora.Cleaning;

/// <summary>What counts as nearly the same.</summary>
public sealed record NearDuplicateOptions
{
    /// <summary>Words a shingle: five hardly ever come together by chance.</summary>
    public const int DefaultShingleWords = 5;

    /// <summary>Most entries of a signature: they estimate a similarity of 0.7 to ± 0.007, and take 16 kB a document.</summary>
    public const int MaxPermutations = 4096;

    /// <summary>Most words a shingle: beyond, one changed word in a page leaves nothing alike.</summary>
    public const int MaxShingleWords = 100;

    /// <summary>Jaccard similarity of shingles from which on the later text is dropped. 0.7: up to about 3 words in 100 changed.</summary>
    public double Threshold { get; init; } = 0.7;

    /// <summary>Entries of a signature: 128 estimate a similarity of 0.7 to ± 0.04.</summary>
    public int Permutations { get; init; } = 128;

    /// <summary>Words a shingle.</summary>
    public int ShingleWords { get; init; } = DefaultShingleWords;

    /// <summary>What cannot be.</summary>
    public IEnumerable<SettingFault> Faults()
    {
        if (Threshold is not (> 0 and <= 1))
            yield return new SettingFault("threshold", $"A similarity threshold of {Threshold} must lie between 0 and 1.");
        if (Permutations is < 16 or > MaxPermutations || Permutations % 16 != 0)
            yield return new SettingFault("permutations", $"A signature has 16 to {MaxPermutations} entries, a multiple of 16, and not {Permutations}.");
        if (ShingleWords is < 1 or > MaxShingleWords)
            yield return new SettingFault("shingleWords", $"A shingle has 1 to {MaxShingleWords} words, and not {ShingleWords}.");
    }
}

/// <summary>Drops documents that are nearly an earlier one. It remembers a signature, the shingles and an entry a band for each kept document: about 2 kB.</summary>
public sealed class NearDuplicateFilter : ICleaningStage
{
    private readonly NearDuplicateOptions options;
    private readonly MinHash minHash;
    private readonly LshBands bands;
    private readonly List<string> ids = [];
    private readonly List<uint[]> signatures = [];
    private readonly List<uint[]> shingles = [];
    private readonly Dictionary<ulong, int>[] newest; // of each band: the newest document with these rows
    private readonly List<int> older = [];            // entry document × bands + band: the one before it with the same rows

    /// <summary>Prepares an empty memory.</summary>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public NearDuplicateFilter(NearDuplicateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SettingFault.ThrowIfAny(options.Faults());
        this.options = options;
        minHash = new MinHash(options.Permutations, options.ShingleWords);
        bands = LshBands.For(options.Permutations, options.Threshold);
        newest = [.. Enumerable.Range(0, bands.Bands).Select(_ => new Dictionary<ulong, int>())];
    }

    /// <inheritdoc/>
    public string Name => "near-duplicates";

    /// <summary>How signatures are cut.</summary>
    public LshBands Bands => bands;

    #region near-duplicates
    /// <inheritdoc/>
    public Verdict Judge(RawDocument document)
    {
        var own = minHash.Shingles(document.Text);
        var signature = minHash.Signature(own);
        foreach (var candidate in Candidates(signature))
        {
            var estimate = MinHash.Similarity(signature, signatures[candidate]);
            if (estimate >= options.Threshold)
                return Repeats(ids[candidate], new Similarity(estimate, MinHash.Jaccard(own, shingles[candidate])));
        }

        Remember(document.Id, signature, own);
        return Verdict.Keep(document);
    }
    #endregion

    private static Verdict Repeats(string id, Similarity similarity) =>
        Verdict.Drop("similar", string.Create(CultureInfo.InvariantCulture, $"It shares about {similarity.Estimated:0.00} of its shingles with {id}; counted, {similarity.Exact:0.00}."), id, similarity);

    private HashSet<int> Candidates(uint[] signature)
    {
        var found = new HashSet<int>();
        for (var band = 0; band < bands.Bands; band++)
        {
            for (var entry = newest[band].GetValueOrDefault(Key(signature, band), -1); entry >= 0; entry = older[(entry * bands.Bands) + band])
                found.Add(entry);
        }

        return found;
    }

    private void Remember(string id, uint[] signature, HashSet<uint> own)
    {
        var entry = ids.Count;
        ids.Add(id);
        signatures.Add(signature);
        shingles.Add([.. own]);
        for (var band = 0; band < bands.Bands; band++)
        {
            ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(newest[band], Key(signature, band), out var exists);
            older.Add(exists ? latest : -1);
            latest = entry;
        }
    }

    private ulong Key(uint[] signature, int band)
    {
        ulong key = 0;
        foreach (var row in signature.AsSpan(band * bands.Rows, bands.Rows))
            key = WordHashes.OfRun([key, row]);
        return key;
    }
}

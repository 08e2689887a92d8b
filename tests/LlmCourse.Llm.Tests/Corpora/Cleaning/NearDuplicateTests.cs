using LlmCourse.Llm.Corpora.Cleaning;
using LlmCourse.Llm.Corpora.DirtyWeb;

namespace LlmCourse.Llm.Tests.Corpora.Cleaning;

public sealed class NearDuplicateTests
{
    [Fact]
    public void Judge_FindsTheSamePairs_AsBruteForceJaccard()
    {
        var options = new NearDuplicateOptions();
        var minHash = new MinHash(options.Permutations, options.ShingleWords);
        var filter = new NearDuplicateFilter(options);
        var documents = new DirtyWebGenerator(new DirtyWebOptions { Seed = 11, NearDuplicates = 0.3, EditRate = 0.05, ForeignLanguage = 0, Boilerplate = 0, Spam = 0 }).Write(700_000).ToList();
        var kept = new List<HashSet<uint>>();
        int both = 0, missed = 0, wrong = 0;
        foreach (var document in documents)
        {
            var shingles = minHash.Shingles(document.Text);
            var nearest = kept.Count == 0 ? 0 : kept.Max(other => MinHash.Jaccard(shingles, other));
            var dropped = !filter.Judge(document).Keeps;
            if (!dropped)
                kept.Add(shingles);
            if (Math.Abs(nearest - options.Threshold) < 0.1)
                continue; // at the threshold an estimate may fall to either side
            if (dropped && nearest > options.Threshold)
                both++;
            else if (dropped)
                wrong++;
            else if (nearest > options.Threshold)
                missed++;
        }

        both.ShouldBeGreaterThan(80);
        ((double)both / (both + missed)).ShouldBeGreaterThanOrEqualTo(0.95);
        ((double)both / (both + wrong)).ShouldBeGreaterThanOrEqualTo(0.99);
    }

    [Fact]
    public void Judge_NamesThePartnerWithBothSimilarities_WhenItDrops()
    {
        var filter = new NearDuplicateFilter(new NearDuplicateOptions());
        var texts = new Dictionary<string, string>();
        var dropped = 0;
        foreach (var document in new DirtyWebGenerator(new DirtyWebOptions { Seed = 4, NearDuplicates = 0.3 }).Write(200_000))
        {
            var verdict = filter.Judge(document);
            if (verdict.Keeps)
            {
                texts[document.Id] = document.Text;
                continue;
            }

            dropped++;
            var shared = SharedShingles.Find(texts[verdict.Related!], document.Text);
            verdict.Similarity!.Exact.ShouldBe(shared.Jaccard);
            verdict.Similarity.Estimated.ShouldBe(shared.Jaccard, 0.18); // four standard errors of 128 entries
            verdict.Similarity.Estimated.ShouldBeGreaterThanOrEqualTo(0.7);
        }

        dropped.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Similarity_EstimatesJaccard_WithinItsError()
    {
        var minHash = new MinHash(permutations: 512);
        var random = new Random(5);
        foreach (var shared in new[] { 100, 500, 900 })
        {
            var left = Enumerable.Range(0, 1000).Select(_ => (uint)random.NextInt64(uint.MaxValue)).ToHashSet();
            var right = left.Take(shared).Concat(Enumerable.Range(0, 1000 - shared).Select(_ => (uint)random.NextInt64(uint.MaxValue))).ToHashSet();
            MinHash.Similarity(minHash.Signature(left), minHash.Signature(right)).ShouldBe(MinHash.Jaccard(left, right), 0.09); // four standard errors
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void For_TakesTheLongestBands_ThatStillFindTheThreshold(double threshold)
    {
        var bands = LshBands.For(128, threshold);
        bands.ChanceAt(threshold).ShouldBeGreaterThanOrEqualTo(0.95);
        new LshBands(128 / (bands.Rows + 1), bands.Rows + 1).ChanceAt(threshold).ShouldBeLessThan(0.95);
    }
}

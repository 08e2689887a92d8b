using LlmCourse.Llm.Training;
using static TorchSharp.torch;

namespace LlmCourse.Llm.Data;

/// <summary>
/// Whole documents, one a row: the model reads <c>&lt;|endoftext|&gt;</c> and the text, and is to say the text and
/// <c>&lt;|endoftext|&gt;</c>. No context is ever cut off, so a loss over these batches can be held against the true
/// entropy of the source.
/// <para>
/// Every document comes once an epoch, in an order that the seed decides. Documents of similar length share a batch,
/// because rows are padded to the longest and padding is work thrown away.
/// </para>
/// </summary>
public sealed class DocumentBatches : IBatchSource
{
    /// <summary>Batches whose documents are sorted by length together: more saves padding, fewer keeps batches mixed.</summary>
    private const int BatchesSortedTogether = 50;

    private readonly IReadOnlyList<int[]> documents;
    private readonly int endOfText;
    private readonly int batchSize;
    private readonly int seed;
    private (long Number, int[][] Batches)? epoch;

    /// <summary>Batches over tokenised documents.</summary>
    /// <param name="documents">Token ids of each document, without end marks.</param>
    /// <param name="endOfText">Id that begins and ends a document.</param>
    /// <param name="blockSize">Longest context in tokens.</param>
    /// <param name="batchSize">Documents a batch; the last batch of an epoch takes what is left.</param>
    /// <param name="seed">Decides the order.</param>
    /// <exception cref="TrainingException">There is no document, or one does not fit the block.</exception>
    public DocumentBatches(IReadOnlyList<int[]> documents, int endOfText, int blockSize, int batchSize, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        RequireFit(documents, blockSize);
        this.documents = documents;
        this.endOfText = endOfText;
        this.batchSize = batchSize;
        this.seed = seed;
        BatchesPerEpoch = (documents.Count + batchSize - 1) / batchSize;
    }

    /// <summary>Batches until every document has come once.</summary>
    public int BatchesPerEpoch { get; }

    /// <inheritdoc/>
    public Batch At(long number) => Pad([.. MembersOf(number).Select(index => documents[index])], endOfText);

    /// <summary>How large a batch will be, without making it: rows, and tokens of a row with its padding.</summary>
    public (int Rows, int Time) ShapeAt(long number)
    {
        var members = MembersOf(number);
        return (members.Length, members.Max(index => documents[index].Length) + 1);
    }

    /// <summary>The first documents in batches, once, for measuring: the same ones every time.</summary>
    /// <param name="documents">Token ids of each document, without end marks.</param>
    /// <param name="endOfText">Id that begins and ends a document.</param>
    /// <param name="blockSize">Longest context in tokens.</param>
    /// <param name="batchSize">Documents a batch.</param>
    /// <exception cref="TrainingException">There is no document, or one does not fit the block.</exception>
    public static IEnumerable<Batch> Once(IReadOnlyList<int[]> documents, int endOfText, int blockSize, int batchSize)
    {
        RequireFit(documents, blockSize);
        return documents.OrderBy(document => document.Length).Chunk(batchSize).Select(rows => Pad(rows, endOfText));
    }

    #region batch-padding
    /// <summary>Targets are the inputs moved by one; where a row has ended, there is nothing to guess.</summary>
    private static Batch Pad(int[][] rows, int endOfText)
    {
        var time = rows.Max(row => row.Length) + 1;
        var inputs = new long[rows.Length * time];
        var targets = new long[rows.Length * time];
        Array.Fill(inputs, endOfText);
        Array.Fill(targets, Batch.Padding);

        for (var row = 0; row < rows.Length; row++)
        {
            var start = row * time;
            for (var place = 0; place < rows[row].Length; place++)
            {
                inputs[start + place + 1] = rows[row][place];
                targets[start + place] = rows[row][place];
            }

            targets[start + rows[row].Length] = endOfText;
        }

        return new Batch(
            tensor(inputs, [rows.Length, time]),
            tensor(targets, [rows.Length, time]),
            rows.Sum(row => row.Length + 1));
    }
    #endregion

    private int[] MembersOf(long number)
    {
        var (epochNumber, place) = Math.DivRem(number, BatchesPerEpoch);
        if (epoch?.Number != epochNumber)
            epoch = (epochNumber, Arrange(epochNumber));
        return epoch.Value.Batches[place];
    }

    private int[][] Arrange(long epochNumber)
    {
        var random = new Random(Seeds.Derive(seed, SeedPurpose.Epoch, epochNumber));
        var order = Enumerable.Range(0, documents.Count).ToArray();
        random.Shuffle(order);

        var batches = order
            .Chunk(batchSize * BatchesSortedTogether)
            .SelectMany(pool => pool.OrderBy(index => documents[index].Length).Chunk(batchSize))
            .ToArray();
        random.Shuffle(batches);
        return batches;
    }

    private static void RequireFit(IReadOnlyList<int[]> documents, int blockSize)
    {
        if (documents.Count == 0)
            throw new TrainingException("The corpus holds no document.", "Choose a corpus with text in it.");

        var longest = documents.Max(document => document.Length) + 1;
        if (longest > blockSize)
        {
            var tooLong = documents.Count(document => document.Length >= blockSize);
            throw new TrainingException(
                $"The longest document takes {longest} tokens with its end mark, and the model reads {blockSize} at once; {tooLong} of {documents.Count} documents do not fit.",
                $"Raise the block size to {longest}, take a tokenizer with longer pieces, or cut the text into windows instead of whole documents.");
        }
    }
}

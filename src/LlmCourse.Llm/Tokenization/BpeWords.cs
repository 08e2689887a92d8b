using System.Runtime.InteropServices;
using System.Text;

namespace LlmCourse.Llm.Tokenization;

/// <summary>
/// The distinct pieces of a training text as rows of tokens, each with its count. Merges shorten the rows in place, so
/// training never touches the text again.
/// </summary>
internal sealed class BpeWords
{
    private const int ReportInterval = 1 << 18; // characters between two reports, some milliseconds

    private readonly int[] tokens;
    private readonly int[] starts;
    private readonly int[] lengths;
    private readonly long[] counts;

    private BpeWords(Dictionary<string, long> pieces)
    {
        tokens = new int[pieces.Keys.Sum(Encoding.UTF8.GetByteCount)];
        starts = new int[pieces.Count];
        lengths = new int[pieces.Count];
        counts = new long[pieces.Count];
        var (word, end) = (0, 0);
        foreach (var (piece, count) in pieces)
        {
            starts[word] = end;
            foreach (var value in Encoding.UTF8.GetBytes(piece))
                tokens[end++] = value;
            lengths[word] = end - starts[word];
            counts[word++] = count;
        }
    }

    /// <summary>Distinct pieces.</summary>
    public int Count => starts.Length;

    /// <summary>Cuts texts into pieces and counts them. Only a piece not met before costs memory.</summary>
    /// <exception cref="OverflowException">The distinct pieces have more than 2^31 bytes together.</exception>
    public static BpeWords From(IEnumerable<string> texts, IProgress<BpeReading>? progress, CancellationToken cancellationToken)
    {
        var pieces = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        var (read, nextReport) = (0L, 0L);
        foreach (var text in texts)
        {
            for (var start = 0; start < text.Length;)
            {
                if (read + start >= nextReport)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new BpeReading(read + start, pieces.Count));
                    nextReport = read + start + ReportInterval;
                }

                var length = Gpt2Splitter.PieceLength(text, start);
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, text.AsSpan(start, length), out _)++;
                start += length;
            }

            read += text.Length;
        }

        progress?.Report(new BpeReading(read, pieces.Count));
        return new BpeWords(pieces);
    }

    /// <summary>Tokens of a piece as merged so far.</summary>
    public ReadOnlySpan<int> this[int word] => tokens.AsSpan(starts[word], lengths[word]);

    /// <summary>How often a piece stands in the text.</summary>
    public long CountOf(int word) => counts[word];

    #region merge-pair
    /// <summary>Replaces a pair by its token throughout a piece, from the left.</summary>
    public void Merge(int word, BpePair pair, int id)
    {
        var row = tokens.AsSpan(starts[word], lengths[word]);
        var written = 0;
        for (var read = 0; read < row.Length; written++)
        {
            var joins = read + 1 < row.Length && row[read] == pair.Left && row[read + 1] == pair.Right;
            row[written] = joins ? id : row[read];
            read += joins ? 2 : 1;
        }

        lengths[word] = written;
    }
    #endregion
}

namespace LlmCourse.Runs.Hub.Labs;

/// <summary>How far the lab "data pipeline" can be turned.</summary>
public static class PipelineLimits
{
    /// <summary>Sizes of the generated crawl. The largest takes some ten seconds on two cores, and fits into memory with all verdicts.</summary>
    public static IReadOnlyList<int> Documents { get; } = [1_000, 3_000, 10_000];

    /// <summary>Documents of one answer at most; a list is read page by page.</summary>
    public const int RowsPerPage = 500;

    /// <summary>Characters of an uploaded text that are read at most: as much as the largest crawl has.</summary>
    public const int UploadCharacters = 10_000_000;

    /// <summary>Bytes of a line of an uploaded file of JSON lines, and so of one document: a page must show it.</summary>
    public const int UploadLineBytes = 256 << 10;

    /// <summary>Words of the shortest run that may count as a leak: shorter ones are found everywhere.</summary>
    public const int LeastLeakWords = 5;

    /// <summary>Words of the longest run that may count as a leak: a question of the benchmark has about 37.</summary>
    public const int MostLeakWords = 30;
}

/// <summary>What documents pass through. A stage that is off lets everything pass.</summary>
public sealed record PipelineSettings
{
    /// <summary>A text to read in place of the generated crawl; null takes the crawl.</summary>
    public PipelineUpload? Upload { get; init; }

    /// <summary>Seed of the generated crawl, and of the benchmark that may have leaked.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Documents of the crawl, or of the uploaded text at most, one of <see cref="PipelineLimits.Documents"/>.</summary>
    public int Documents { get; init; } = 3_000;

    /// <summary>Names of stages that are off.</summary>
    public IReadOnlyList<string> Off { get; init; } = [];

    /// <summary>Language: least probability that a document is English, from 0 to 1.</summary>
    public double Confidence { get; init; } = 0.5;

    /// <summary>Quality: names of rules that are off.</summary>
    public IReadOnlyList<string> RulesOff { get; init; } = [];

    /// <summary>Quality: thresholds in place of the papers', by the name of the rule.</summary>
    public IReadOnlyDictionary<string, double> Thresholds { get; init; } = new Dictionary<string, double>();

    /// <summary>Near duplicates: Jaccard similarity from which on the later document is dropped, above 0 and at most 1.</summary>
    public double Similarity { get; init; } = 0.7;

    /// <summary>Near duplicates: words a shingle, 1 to 12.</summary>
    public int ShingleWords { get; init; } = 5;

    /// <summary>Decontamination: words in a row that count as a leak.</summary>
    public int LeakWords { get; init; } = 13;
}

/// <summary>
/// An uploaded text as a source: a line of <c>.jsonl</c> is a document; Markdown and HTML lose their marks, and they and any
/// other text are cut into passages of about a page.
/// </summary>
/// <param name="Id">Identifier of the upload.</param>
/// <param name="OwnerId">Stable identifier of the learner who asks. Whoever calls fills it in from who is signed in, never from an address: only what this learner uploaded is read.</param>
public sealed record PipelineUpload(string Id, string OwnerId);

/// <summary>How a stage stands.</summary>
public enum PipelineStageState
{
    /// <summary>Documents are passing.</summary>
    Running,

    /// <summary>All documents have passed just now.</summary>
    Done,

    /// <summary>An earlier run had the same settings up to here; its result was taken over.</summary>
    Reused,

    /// <summary>The stage is switched off: everything passes.</summary>
    Off,
}

/// <summary>What a stage has done so far.</summary>
/// <param name="Name">Its name, as reports call it.</param>
/// <param name="State">How it stands.</param>
/// <param name="DocumentsIn">Documents that came in.</param>
/// <param name="DocumentsOut">Documents that went on.</param>
/// <param name="BytesIn">UTF-8 bytes that came in.</param>
/// <param name="BytesOut">UTF-8 bytes that went on.</param>
/// <param name="Changed">Documents that went on with another text.</param>
/// <param name="Expected">Documents that will come in.</param>
/// <param name="Rules">Its rules with what they dropped or changed.</param>
/// <param name="Kinds">What became of each planted kind; empty where the truth is unknown, as for an uploaded text.</param>
/// <param name="Score">How well it did, against the planted truth; null for a stage that is off, and where the truth is unknown.</param>
/// <param name="Seconds">Seconds spent in the stage itself.</param>
public sealed record PipelineStage(
    string Name, PipelineStageState State, long DocumentsIn, long DocumentsOut, long BytesIn, long BytesOut, long Changed, long Expected,
    IReadOnlyList<PipelineRule> Rules, IReadOnlyList<PipelineKind> Kinds, PipelineScore? Score, double Seconds);

/// <summary>A rule of a stage.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hits">Documents that it dropped or changed.</param>
/// <param name="Measures">What it measures; empty when the stage has no rules to set.</param>
/// <param name="Why">Why its threshold stands where it stands.</param>
/// <param name="AtLeast">Whether good prose has at least the threshold, or at most.</param>
/// <param name="Threshold">The threshold in force; null when there is none.</param>
/// <param name="Original">The paper's threshold; null when there is none.</param>
/// <param name="On">Whether it is asked.</param>
public sealed record PipelineRule(string Name, long Hits, string Measures = "", string Why = "", bool AtLeast = false, double? Threshold = null, double? Original = null, bool On = true);

/// <summary>What became of the documents of a planted kind.</summary>
/// <param name="Kind">The kind, in camelCase: <c>clean</c>, <c>foreignLanguage</c> and so on.</param>
/// <param name="In">How many came in.</param>
/// <param name="Dropped">How many were dropped.</param>
/// <param name="Changed">How many were changed.</param>
public sealed record PipelineKind(string Kind, long In, long Dropped, long Changed);

/// <summary>Hits and misses of a stage against the planted truth.</summary>
/// <param name="Caught">Documents it acted on, as it should.</param>
/// <param name="OthersJob">Documents it dropped that another stage would have had to drop.</param>
/// <param name="Mistaken">Documents it acted on and should not have.</param>
/// <param name="Missed">Documents it should have acted on and did not.</param>
/// <param name="Precision">Part of what it acted on that deserved it; null when it never acted.</param>
/// <param name="Recall">Part of what it is there for that it caught; null when there was none.</param>
public sealed record PipelineScore(long Caught, long OthersJob, long Mistaken, long Missed, double? Precision, double? Recall);

/// <summary>News of a pipeline on its way.</summary>
/// <param name="Index">Place of the stage, from 0.</param>
/// <param name="Stage">The stage; null when there is an error.</param>
/// <param name="Completed">Whether this is the last news.</param>
/// <param name="Error">Why it ended early; null when all is well.</param>
/// <param name="Note">What there is to know about the source, such as that only its beginning was read; null when nothing.</param>
public sealed record PipelineNews(int Index, PipelineStage? Stage, bool Completed = false, string? Error = null, string? Note = null);

/// <summary>Which documents of a stage to list.</summary>
public enum PipelineShow
{
    /// <summary>Those that it dropped or changed.</summary>
    Acted,

    /// <summary>Those that went on as they came.</summary>
    Passed,

    /// <summary>Those that it judged wrongly, mistaken or missed: none where the truth is unknown.</summary>
    Wrong,
}

/// <summary>Asks for documents of a stage.</summary>
/// <param name="Settings">The pipeline.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Show">Which of its documents.</param>
/// <param name="Rule">Only those that this rule dropped or changed; null for all.</param>
/// <param name="Skip">Rows to leave out.</param>
/// <param name="Take">Rows to give, at most <see cref="PipelineLimits.RowsPerPage"/>.</param>
public sealed record PipelineListRequest(PipelineSettings Settings, string Stage, PipelineShow Show, string? Rule = null, int Skip = 0, int Take = 10);

/// <summary>Documents of a stage.</summary>
/// <param name="Total">How many there are altogether.</param>
/// <param name="Rows">The page asked for.</param>
/// <param name="Error">Why there are none; null when all is well.</param>
public sealed record PipelineList(int Total, IReadOnlyList<PipelineRow> Rows, string? Error = null);

/// <summary>A document and its verdict.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Excerpt">Its first words.</param>
/// <param name="Kind">What was planted, in camelCase; empty where the truth is unknown.</param>
/// <param name="Verdict"><c>passed</c>, <c>dropped</c> or <c>changed</c>.</param>
/// <param name="Truth">What the verdict is worth: <c>rightlyPassed</c>, <c>caught</c>, <c>othersJob</c>, <c>mistaken</c> or <c>missed</c>; empty where the truth is unknown.</param>
/// <param name="Rule">Rule that acted; null when none did.</param>
/// <param name="Reason">Why; null when nothing was done.</param>
/// <param name="Related">Id of what it repeats; null when it repeats nothing.</param>
public sealed record PipelineRow(string Id, string Excerpt, string Kind, string Verdict, string Truth, string? Rule, string? Reason, string? Related);

/// <summary>Asks for one document as a stage saw it.</summary>
/// <param name="Settings">The pipeline.</param>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Id">Id of the document.</param>
public sealed record PipelineDocumentRequest(PipelineSettings Settings, string Stage, string Id);

/// <summary>A stretch of a text, in UTF-16 units.</summary>
/// <param name="Start">First unit.</param>
/// <param name="Length">Units.</param>
public sealed record TextSpot(int Start, int Length);

/// <summary>A run of words that stands in both texts.</summary>
/// <param name="Left">Where it stands in the document.</param>
/// <param name="Right">Where it stands in the other text.</param>
public sealed record SharedRun(IReadOnlyList<TextSpot> Left, IReadOnlyList<TextSpot> Right);

/// <summary>One document as a stage saw it, with what it was compared with.</summary>
/// <param name="Row">The document and its verdict; null when there is an error.</param>
/// <param name="Text">Its text as it came in.</param>
/// <param name="Marks">What was planted in it, or what it shares with the other text.</param>
/// <param name="Other">The text beside it: what it repeats, or what masking made of it; null when there is none.</param>
/// <param name="OtherTitle">What that text is.</param>
/// <param name="OtherMarks">The same stretches there.</param>
/// <param name="Runs">Shared runs of words, in the order of the document.</param>
/// <param name="RunWords">Words a run.</param>
/// <param name="Jaccard">Shared runs as a part of those in either text, counted; null when nothing was compared.</param>
/// <param name="Estimated">The estimate that decided; null when nothing was estimated.</param>
/// <param name="Error">Why there is nothing; null when all is well.</param>
public sealed record PipelineDocument(
    PipelineRow? Row, string Text, IReadOnlyList<TextSpot> Marks, string? Other, string OtherTitle, IReadOnlyList<TextSpot> OtherMarks,
    IReadOnlyList<SharedRun> Runs, int RunWords, double? Jaccard, double? Estimated, string? Error = null)
{
    /// <summary>Nothing but the reason.</summary>
    public static PipelineDocument Failed(string error) => new(null, "", [], null, "", [], [], 0, null, null, error);
}

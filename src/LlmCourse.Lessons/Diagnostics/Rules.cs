namespace LlmCourse.Lessons.Diagnostics;

/// <summary>Every rule the checker knows, in the order in which a lesson meets them.</summary>
public static class Rules
{
    // Files
    internal static readonly Rule UnreadableFile = new("unreadable-file", Severity.Error, "Check that the file exists and that the course may read it.");
    internal static readonly Rule NotUtf8 = new("not-utf8", Severity.Error, "Save the file as UTF-8.");
    internal static readonly Rule LessonTooLarge = new("lesson-too-large", Severity.Error, "Split the lesson into two.");
    internal static readonly Rule RenderTooSlow = new("render-too-slow", Severity.Error, "Look for long runs of brackets, stars or backticks, and take them out.");
    internal static readonly Rule RenderFailed = new("render-failed", Severity.Error, "Take the last change out; if the lesson looks right to you, report it with the file.");
    internal static readonly Rule MarkdownTooDeep = new("markdown-too-deep", Severity.Error, "Nest quotes, lists and emphasis less deeply.");
    internal static readonly Rule OutsideRepository = new("outside-repository", Severity.Error, "Use a path inside the course; links that lead out of it are not followed.");

    // YAML: course.yaml, front matter and run files
    internal static readonly Rule FrontMatterMissing = new("front-matter-missing", Severity.Error, "Start the lesson with a line of three hyphens, the settings, and another line of three hyphens.");
    internal static readonly Rule YamlSyntax = new("yaml-syntax", Severity.Error, "Correct the YAML at this place; texts with a colon or a hash need quotation marks.");
    internal static readonly Rule YamlAlias = new("yaml-alias", Severity.Error, "Write the value out; anchors and aliases are not read.");
    internal static readonly Rule YamlTooDeep = new("yaml-too-deep", Severity.Error, "Use fewer levels of lists and mappings.");
    internal static readonly Rule UnknownKey = new("unknown-key", Severity.Error, "Correct the name or take the line out.");
    internal static readonly Rule MissingKey = new("missing-key", Severity.Error, "Add the key.");
    internal static readonly Rule WrongType = new("wrong-type", Severity.Error, "Give a value of the kind that the key takes.");
    internal static readonly Rule ValueOutOfRange = new("value-out-of-range", Severity.Error, "Choose one of the allowed values.");

    // The course
    internal static readonly Rule DuplicateModule = new("duplicate-module", Severity.Error, "Give every module its own id.");
    internal static readonly Rule DuplicateLesson = new("duplicate-lesson", Severity.Error, "Give every lesson its own id, and list every lesson once.");
    internal static readonly Rule MissingLesson = new("missing-lesson", Severity.Error, "Create the lesson's folder, or take it off the list.");
    internal static readonly Rule UnlistedLesson = new("unlisted-lesson", Severity.Warning, "Add the folder's name to a module in course.yaml; until then nobody finds the lesson.");
    internal static readonly Rule WrongModule = new("wrong-module", Severity.Error, "Make the front matter and course.yaml name the same module.");
    internal static readonly Rule UnknownRequirement = new("unknown-requirement", Severity.Error, "Name lessons by the id in their front matter.");
    internal static readonly Rule CircularRequirement = new("circular-requirement", Severity.Error, "Take one of these requirements out of its lesson.");

    // Structure
    internal static readonly Rule MalformedDirective = new("malformed-directive", Severity.Error, "Write :::name Title {#id}, with the name directly after the colons.");
    internal static readonly Rule UnknownDirective = new("unknown-directive", Severity.Error, "Correct the name; directives are written in small letters.");
    internal static readonly Rule UnclosedDirective = new("unclosed-directive", Severity.Error, "Close it with a line of exactly as many colons.");
    internal static readonly Rule StrayFence = new("stray-fence", Severity.Error, "Take the line out, or give it as many colons as the directive it should close.");
    internal static readonly Rule FenceTooLong = new("fence-too-long", Severity.Error, "Give the outer directive more colons than everything it holds.");
    internal static readonly Rule FenceInCode = new("fence-in-code", Severity.Information, "If they should close the directive, close the code fence first.");
    internal static readonly Rule UnclosedCodeFence = new("unclosed-code-fence", Severity.Error, "Close it with a line of as many backticks.");
    internal static readonly Rule IndentedDirective = new("indented-directive", Severity.Error, "Start the line with the colons, outside any list or quote.");
    internal static readonly Rule NestingTooDeep = new("nesting-too-deep", Severity.Error, "Take the inner directives out of the outer ones.");
    internal static readonly Rule MisplacedOption = new("misplaced-option", Severity.Error, "Put options directly below the opening line.");

    // Options and bodies
    internal static readonly Rule UnknownOption = new("unknown-option", Severity.Error, "Correct the option's name or take the line out.");
    internal static readonly Rule MissingOption = new("missing-option", Severity.Error, "Add the option directly below the opening line.");
    internal static readonly Rule DuplicateOption = new("duplicate-option", Severity.Error, "Keep one of the two lines.");
    internal static readonly Rule BadOption = new("bad-option", Severity.Error, "Correct the value.");
    internal static readonly Rule UnexpectedBody = new("unexpected-body", Severity.Error, "Close the directive directly after its options.");
    internal static readonly Rule MissingBody = new("missing-body", Severity.Error, "Write something between the options and the closing colons.");

    // Identifiers, headings, links, pictures
    internal static readonly Rule BadId = new("bad-id", Severity.Error, "Write it like {#eq-softmax}.");
    internal static readonly Rule MissingId = new("missing-id", Severity.Error, "Add an identifier such as {#run-first} to the opening line; the learner's work is kept under it.");
    internal static readonly Rule DuplicateId = new("duplicate-id", Severity.Error, "Give each place its own identifier.");
    internal static readonly Rule HeadingLevel = new("heading-level", Severity.Warning, "Start with ## (the title is the only #) and go down one level at a time.");
    internal static readonly Rule BrokenLink = new("broken-link", Severity.Error, "Link to a lesson as ../NN-slug/lesson.md, to a place as #id.");
    internal static readonly Rule BrokenAnchor = new("broken-anchor", Severity.Error, "Link to the identifier of a heading or directive.");
    internal static readonly Rule LinkScheme = new("link-scheme", Severity.Error, "Use an https, http or mailto address, or a path within the course.");
    internal static readonly Rule EmptyLink = new("empty-link", Severity.Error, "Write the text of the link; only links within the course borrow their target's title.");
    internal static readonly Rule RemoteImage = new("remote-image", Severity.Error, "Put the picture beside the lesson; a page loads nothing from elsewhere.");
    internal static readonly Rule MissingFile = new("missing-file", Severity.Error, "Put the file beside the lesson, or correct its name.");
    internal static readonly Rule PictureNotHere = new("picture-not-here", Severity.Error, "Show it in a lesson, and link to that place.");
    internal static readonly Rule ImageType = new("image-type", Severity.Error, "Use a png, jpg, gif, webp, avif or svg picture.");
    internal static readonly Rule MissingAlternative = new("missing-alternative", Severity.Warning, "Say in a few words what the picture shows, for those who do not see it.");
    internal static readonly Rule RawHtml = new("raw-html", Severity.Warning, "Use Markdown or a directive; code belongs between backticks.");
    internal static readonly Rule DisplayMath = new("display-math", Severity.Error, "Use a math directive for displayed formulas.");

    // What a lesson takes from elsewhere
    internal static readonly Rule MissingSource = new("missing-source", Severity.Error, "Name a C# file by its path in the repository, such as src/LlmCourse.Llm/Models/Gpt.cs.");
    internal static readonly Rule MissingRegion = new("missing-region", Severity.Error, "Name a #region of the file.");
    internal static readonly Rule AmbiguousRegion = new("ambiguous-region", Severity.Error, "Give the regions of a file different names.");
    internal static readonly Rule CodeTooLong = new("code-too-long", Severity.Error, "Show a smaller region.");
    internal static readonly Rule MissingFocus = new("missing-focus", Severity.Error, "Name a piece of text that stands in the lines to look at; separate several with a bar.");
    internal static readonly Rule UnknownLab = new("unknown-lab", Severity.Error, "Name one of the labs.");
    internal static readonly Rule MissingSpec = new("missing-spec", Severity.Error, "Put the run file beside the lesson and name it in the option spec.");
    internal static readonly Rule InvalidSpec = new("invalid-spec", Severity.Error, "Correct this setting.");

    // Questions
    internal static readonly Rule MissingQuestion = new("missing-question", Severity.Error, "Write the question behind the directive's name.");
    internal static readonly Rule MissingChoices = new("missing-choices", Severity.Error, "List at least two choices, a line each, that start with “- ”.");
    internal static readonly Rule UnmarkedChoice = new("unmarked-choice", Severity.Error, "Start it with “- [x]” when it is right and with “- [ ]” when it is wrong.");
    internal static readonly Rule MarkedChoice = new("marked-choice", Severity.Error, "Take the brackets out.");
    internal static readonly Rule EmptyChoice = new("empty-choice", Severity.Error, "Write what the choice says, or take it out.");
    internal static readonly Rule DuplicateChoice = new("duplicate-choice", Severity.Error, "Keep one of the two.");
    internal static readonly Rule NoRightChoice = new("no-right-choice", Severity.Error, "Mark at least one choice with [x].");
    internal static readonly Rule SeveralRightChoices = new("several-right-choices", Severity.Error, "Mark one choice, or use the kind “multiple”.");
    internal static readonly Rule SplitChoices = new("split-choices", Severity.Error, "Keep all choices in one list: indent what explains a choice by two spaces, and use the same sign for all of them.");
    internal static readonly Rule StrayQuestionPart = new("stray-question-part", Severity.Error, "Put it before the choices; what explains the answer is one quote behind them.");
    internal static readonly Rule UnexpectedChoices = new("unexpected-choices", Severity.Error, "Take the list out, or choose another kind.");
    internal static readonly Rule OptionNotForKind = new("option-not-for-kind", Severity.Error, "Take the option out, or choose the kind that it belongs to.");
    internal static readonly Rule UnknownOutcome = new("unknown-outcome", Severity.Error, "Give the number of an outcome in the front matter; the first is 1.");
    internal static readonly Rule UnknownRun = new("unknown-run", Severity.Error, "Name the identifier of a train directive in this lesson.");
    internal static readonly Rule PredictionAfterRun = new("prediction-after-run", Severity.Warning, "Move the prediction above the run.");
    internal static readonly Rule DuplicatePrediction = new("duplicate-prediction", Severity.Error, "Ask for one prediction a run.");
    internal static readonly Rule BoundsMismatch = new("bounds-mismatch", Severity.Error, "List the choices from the lowest values to the highest, with one bound between each two.");

    // Exercises, checkpoints, tables
    internal static readonly Rule DuplicateSolution = new("duplicate-solution", Severity.Error, "Put everything into one solution.");
    internal static readonly Rule DuplicateCheckpoint = new("duplicate-checkpoint", Severity.Error, "Keep the one that stands where the outcome is reached.");
    internal static readonly Rule DirectiveNotHere = new("directive-not-here", Severity.Error, "Put it before or behind.");
    internal static readonly Rule MissingTable = new("missing-table", Severity.Error, "Write one table: a line of headings, a line of hyphens, and the rows, with bars between the cells.");

    // The glossary
    internal static readonly Rule DuplicateTerm = new("duplicate-term", Severity.Error, "Put both definitions under one heading.");
    internal static readonly Rule AmbiguousTerm = new("ambiguous-term", Severity.Error, "Leave the form to one of the terms.");
    internal static readonly Rule MissingDefinition = new("missing-definition", Severity.Error, "Say below the heading what the term means.");
    internal static readonly Rule TermHeading = new("term-heading", Severity.Error, "Give each term a heading of the second level, “## term”.");

    // Translations
    internal static readonly Rule TranslationLanguage = new("translation-language", Severity.Error, "Name the language in the file's name and in the front matter alike: lesson.de.md has “language: de”.");
    internal static readonly Rule TranslationId = new("translation-id", Severity.Error, "Give the translation the id, the module and as many outcomes as the original has.");
    internal static readonly Rule TranslationIds = new("translation-ids", Severity.Error, "Keep every directive of the original with its identifier, because progress and links hang on them.");
    internal static readonly Rule TranslationSections = new("translation-sections", Severity.Warning, "Keep the headings of the original, in order and level, so that a reader who changes the language stays at the same place.");

    /// <summary>All rules, in the order in which they are declared.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. typeof(Rules)
            .GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(Rule))
            .Select(field => (Rule)field.GetValue(null)!)];
}

namespace LlmCourse.Web.Authoring;

/// <summary>What a new run file begins with.</summary>
internal static class RunFileStarter
{
    /// <summary>A run file that trains a small model on stories in well under a minute.</summary>
    public const string Text =
        """
        title: A small model
        corpus:
          kind: stories
        model:
          layers: 2
          heads: 2
          width: 64
        training:
          steps: 300
        """ + "\n";
}

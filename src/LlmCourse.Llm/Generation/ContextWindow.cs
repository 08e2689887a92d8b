namespace LlmCourse.Llm.Generation;

/// <summary>
/// Which part of a long text a model still reads. When the block is full, the older half is let go at once: positions
/// are learned, so every move means reading the rest again, and moving by halves makes that rare.
/// </summary>
internal static class ContextWindow
{
    /// <summary>The first token that is read.</summary>
    /// <param name="length">Tokens so far.</param>
    /// <param name="blockSize">Most tokens the model reads.</param>
    public static int Start(int length, int blockSize)
    {
        if (length <= blockSize)
            return 0;

        var move = Math.Max(1, blockSize / 2);
        var moves = (length - blockSize + move - 1) / move;
        return moves * move;
    }
}

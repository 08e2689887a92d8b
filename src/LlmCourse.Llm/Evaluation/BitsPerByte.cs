namespace LlmCourse.Llm.Evaluation;

/// <summary>
/// Loss in a unit that does not depend on the tokenizer. A nat a token says little by itself, because a token may stand for a
/// letter or for a word; every tokenizer is asked to write the same bytes (the measure of Gao et al., "The Pile", 2020).
/// </summary>
public static class BitsPerByte
{
    #region bits-per-byte
    /// <summary>Bits that a model pays for each byte of a text.</summary>
    /// <param name="lossPerToken">Mean cross-entropy in nats a token.</param>
    /// <param name="tokens">Tokens the mean was taken over, end marks included: they have to be guessed too.</param>
    /// <param name="bytes">UTF-8 bytes of the very text that the tokens stand for.</param>
    public static double Of(double lossPerToken, long tokens, long bytes)
    {
        var nats = lossPerToken * tokens;
        return nats / (Math.Log(2) * bytes);
    }
    #endregion
}

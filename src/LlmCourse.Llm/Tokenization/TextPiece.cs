namespace LlmCourse.Llm.Tokenization;

/// <summary>One token of a text, with the place it was cut from.</summary>
/// <param name="Id">Its token id.</param>
/// <param name="Text">The text it covers; for an unknown token the text that was not found; U+FFFD where its bytes are only a part of a character.</param>
/// <param name="Start">First UTF-16 unit of the input that it covers.</param>
/// <param name="Length">UTF-16 units it covers: those of every character whose first byte it holds, so 0 when it only continues one.</param>
/// <param name="Bytes">Its UTF-8 bytes.</param>
/// <param name="Unknown">Whether the vocabulary lacks it (out-of-vocabulary).</param>
public sealed record TextPiece(int Id, string Text, int Start, int Length, ReadOnlyMemory<byte> Bytes, bool Unknown);

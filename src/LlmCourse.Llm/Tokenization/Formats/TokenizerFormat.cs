namespace LlmCourse.Llm.Tokenization.Formats;

/// <summary>Ways to store a tokenizer.</summary>
public enum TokenizerFormat
{
    /// <summary>This program's own file, which holds every kind; see <see cref="TokenizerFile"/>.</summary>
    LlmCourse,

    /// <summary>A folder with GPT-2's <c>vocab.json</c> and <c>merges.txt</c>; see <see cref="Gpt2Files"/>.</summary>
    Gpt2,

    /// <summary>A file of tiktoken ranks; see <see cref="TiktokenFile"/>.</summary>
    Tiktoken,

    /// <summary>Hugging Face's <c>tokenizer.json</c>; see <see cref="HuggingFaceFile"/>.</summary>
    HuggingFace,
}

/// <summary>A format cannot hold a tokenizer. The message says why, and which can.</summary>
public sealed class TokenizerFormatException(string message) : Exception(message);

namespace LlmCourse.Llm.Training.Checkpoints;

/// <summary>A file is not a sound safetensors file, or not the one that was expected. Nothing was loaded from it.</summary>
public sealed class SafetensorsException(string message, Exception? innerException = null)
    : Exception($"{message} Nothing was loaded.", innerException);

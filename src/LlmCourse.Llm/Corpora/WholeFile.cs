namespace LlmCourse.Llm.Corpora;

/// <summary>Small files that are there whole or not at all, after a power cut too.</summary>
internal static class WholeFile
{
    /// <summary>Writes beside its place, waits until the disk has it, and renames.</summary>
    /// <param name="path">The file; an older one stays until the new one is on the disk.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var partial = path + ".partial";
        using (var file = File.Create(partial))
        {
            write(file);
            file.Flush(flushToDisk: true); // a rename can reach the disk before the bytes of what it renames
        }

        File.Move(partial, path, overwrite: true);
    }
}

namespace ClaudeDesktop.Storage;

/// <summary>Everything that the module does to files that must not be lost. Real but for tests that make each step fail.</summary>
public interface IFileOperations
{
    /// <summary>The whole file, or null where there is none.</summary>
    byte[]? Read(string path);

    /// <summary>Replaces a file in one step that a crash cannot halve; creates its folders.</summary>
    /// <param name="path">The file, which need not exist.</param>
    /// <param name="content">The new content.</param>
    /// <param name="privacy">Who may read the file afterwards.</param>
    /// <param name="expected">What the file held when the content was made, null where it did not exist: if it holds something else by now, nothing is written.</param>
    void Replace(string path, byte[] content, FilePrivacy privacy, byte[]? expected);

    /// <summary>Deletes a file if it still holds what is expected.</summary>
    void Delete(string path, byte[] expected);
}

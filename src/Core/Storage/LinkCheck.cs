using System.IO;

namespace ClaudeDesktop.Storage;

/// <summary>Refuses to write where a link stands in the place of a file or folder: whoever made it chose where keys would go.</summary>
public static class LinkCheck
{
    /// <returns>What is known of the path; null where there is none.</returns>
    /// <exception cref="ClaudeDesktopException">It is a link.</exception>
    public static FileAttributes? Refuse(string path)
    {
        try
        {
            var attributes = File.GetAttributes(path);
            if ((attributes & FileAttributes.ReparsePoint) == 0)
                return attributes;
            throw (attributes & FileAttributes.Directory) == 0 ? FileErrors.IsLink(path) : FileErrors.IsLinkedFolder(path);
        }
        catch (System.Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

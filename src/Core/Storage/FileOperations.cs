using System;
using System.IO;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace ClaudeDesktop.Storage;

/// <summary>Files on this machine's disks.</summary>
public sealed class FileOperations : IFileOperations
{
    private const int RenameTries = 5;
    private const int MostAtOnce = 64 * 1024 * 1024;
    private readonly UserHome? _other;

    public FileOperations()
    {
    }

    /// <param name="other">Another user, who may have put anything in the place of a file: what lies in that home counts only where it is that user's own.</param>
    internal FileOperations(UserHome other) => _other = other;

    public byte[]? Read(string path)
    {
        try
        {
            using var stream = OpenToRead(path);
            using var memory = new MemoryStream((int)Math.Min(stream.Length, MostAtOnce));
            stream.CopyTo(memory);
            return memory.Length == memory.Capacity ? memory.GetBuffer() : memory.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotRead(path, e);
        }
    }

    public void Replace(string path, byte[] content, FilePrivacy privacy, byte[]? expected)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            RefuseUnwritable(path);
            RefuseForeign(path);
            CreateFolder(Path.GetDirectoryName(path)!);
            var temporary = WriteTemporary(path, content, privacy);
            try
            {
                if (!Same(Read(path), expected))
                    throw FileErrors.ChangedMeanwhile(path);
                RenamePatiently(temporary, path);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            NativeFile.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotWrite(path, e);
        }
    }

    public void Delete(string path, byte[] expected)
    {
        if (Read(path) is not { } found)
            return;
        if (!Same(found, expected))
            throw FileErrors.ChangedMeanwhile(path);
        try
        {
            RefuseUnwritable(path);
            File.Delete(path);
            NativeFile.FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotWrite(path, e);
        }
    }

    internal static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            CreateFolder(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            UnixFile.CreateFolder(folder);
    }

    private static string WriteTemporary(string path, byte[] content, FilePrivacy privacy)
    {
        var stream = NativeFile.CreateTemporary(path, out var temporary);
        try
        {
            using (stream)
            {
                if (!OperatingSystem.IsWindows())
                    Dress(stream.SafeFileHandle, path, privacy);
                stream.Write(content, 0, content.Length);
                stream.Flush(flushToDisk: true);
            }

            // A rename takes the target's own rights away with it.
            if (OperatingSystem.IsWindows() && privacy == FilePrivacy.AsBefore && File.Exists(path))
                WindowsRights.Copy(path, temporary);
            return temporary;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // By what is open, not by its path: whose folder it is may exchange it meanwhile.
    private static void Dress(SafeFileHandle temporary, string path, FilePrivacy privacy)
    {
        UnixFile.Give(temporary, path, File.Exists(path) ? path : Path.GetDirectoryName(path)!);
        if (privacy == FilePrivacy.PrivateProgram)
            UnixFile.SetMode(temporary, path, UnixMode.PrivateProgram);
        if (privacy == FilePrivacy.AsBefore && File.Exists(path) && UnixMode.Of(path) is { } mode && mode != UnixMode.PrivateFile)
            UnixFile.SetMode(temporary, path, mode);
    }

    private FileStream OpenToRead(string path)
    {
        if (!OperatingSystem.IsWindows())
            return UnixFile.OpenToRead(path, OtherOwner(path));
        if (IsOthers(path))
            LinkCheck.Refuse(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    // A folder of that user may lead anywhere.
    private void RefuseForeign(string path)
    {
        if (OperatingSystem.IsWindows() || OtherOwner(path) is not { } owner)
            return;
        var existing = path;
        while (UnixEntry.Of(existing, followLinks: true) is null && Path.GetDirectoryName(existing) is { Length: > 0 } parent)
            existing = parent;
        if (UnixEntry.Of(existing, followLinks: true) is { } found && found.Owner != owner)
            throw FileErrors.IsSomebodyElses(existing);
    }

    private uint? OtherOwner(string path) => IsOthers(path) ? UnixEntry.Of(_other!.Path, followLinks: true)?.Owner : null;

    private bool IsOthers(string path) => _other is not null && path.StartsWith(_other.Path.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A rename would replace a link and leave its target stale, and on Unix it would overwrite a read-only file without a word.
    private static void RefuseUnwritable(string path)
    {
        if (LinkCheck.Refuse(path) is { } attributes && (attributes & FileAttributes.ReadOnly) != 0)
            throw FileErrors.IsReadOnly(path);
    }

    // On Windows a scanner or Claude Desktop itself may hold the target open for a moment.
    private static void RenamePatiently(string from, string to)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                NativeFile.Rename(from, to);
                return;
            }
            catch (IOException) when (tries < RenameTries && OperatingSystem.IsWindows())
            {
                Thread.Sleep(40 * tries);
            }
        }
    }

    private static bool Same(byte[]? left, byte[]? right) => left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}

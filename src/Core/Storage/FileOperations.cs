using System;
using System.IO;
using System.Threading;

namespace ClaudeDesktop.Storage;

/// <summary>Files on this machine's disks.</summary>
public sealed class FileOperations : IFileOperations
{
    private const int PrivateFolder = 0b111_000_000;
    private const int RenameTries = 5;

    public byte[]? Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
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
        Directory.CreateDirectory(folder);
        NativeFile.SetMode(folder, PrivateFolder);
    }

    private static string WriteTemporary(string path, byte[] content, FilePrivacy privacy)
    {
        string temporary;
        using (var stream = NativeFile.CreateTemporary(path, out temporary))
        {
            stream.Write(content, 0, content.Length);
            stream.Flush(flushToDisk: true);
        }

        if (privacy == FilePrivacy.PrivateProgram)
            NativeFile.SetMode(temporary, UnixMode.PrivateProgram);
        if (privacy == FilePrivacy.AsBefore && File.Exists(path) && UnixMode.Of(path) is { } mode && mode != UnixMode.PrivateFile)
            NativeFile.SetMode(temporary, mode);
        return temporary;
    }

    // A rename would replace a link and leave its target stale, and on Unix it would overwrite a read-only file without a word.
    private static void RefuseUnwritable(string path)
    {
        FileAttributes attributes;
        try
        {
            attributes = File.GetAttributes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return;
        }

        if ((attributes & FileAttributes.ReparsePoint) != 0)
            throw FileErrors.IsLink(path);
        if ((attributes & FileAttributes.ReadOnly) != 0)
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

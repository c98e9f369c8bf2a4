using System;
using System.IO;
using System.Threading;

namespace ClaudeDesktop.Storage;

/// <summary>One writer at a time, over all processes of this user. The system releases it when the holder dies.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <param name="path">The lock file. It is never deleted: two processes would then hold two of them.</param>
    /// <param name="patience">How long to wait for another holder.</param>
    public static FileLock Acquire(string path, TimeSpan patience)
    {
        var started = Environment.TickCount;
        while (true)
        {
            try
            {
                FileOperations.CreateFolder(Path.GetDirectoryName(path)!);
                return new FileLock(Open(path));
            }
            catch (Exception e) when (e is UnauthorizedAccessException || (e is IOException && !IsHeld(e.HResult)))
            {
                throw FileErrors.CannotWrite(path, e);
            }
            catch (IOException e)
            {
                if (unchecked(Environment.TickCount - started) >= patience.TotalMilliseconds)
                    throw Busy(path, patience, e);
                Thread.Sleep(Pause);
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static FileStream Open(string path)
    {
        LinkCheck.Refuse(path);
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            if (OperatingSystem.IsWindows())
                return stream;
            UnixFile.Give(stream.SafeFileHandle, path, Path.GetDirectoryName(path)!);
            if (UnixMode.Of(path) != UnixMode.PrivateFile)
                UnixFile.SetMode(stream.SafeFileHandle, path, UnixMode.PrivateFile);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    // "Held by another" in the words of Windows (sharing and lock violation), Linux and macOS (EWOULDBLOCK).
    private static bool IsHeld(int code) => code is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;

    private static ClaudeDesktopException Busy(string path, TimeSpan patience, IOException cause) => new(
        ErrorCode.StoreBusy,
        $"Another command has been changing providers for more than {patience.TotalSeconds:0} seconds (it holds '{path}').",
        "Wait until it has ended, or end it, and run the command again.",
        path,
        cause);
}

using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>Real files in the hands of a process that is killed after some changes: from then on it does nothing any more, not even tidy up.</summary>
internal sealed class DyingFiles(int changesToLive) : IFileOperations
{
    private readonly FileOperations _real = new();
    private int _left = changesToLive;

    public bool IsDead => _left <= 0;

    public byte[]? Read(string path) => IsDead ? throw Dead() : _real.Read(path);

    public void Replace(string path, byte[] content, FilePrivacy privacy, byte[]? expected)
    {
        Live();
        _real.Replace(path, content, privacy, expected);
    }

    public void Delete(string path, byte[] expected)
    {
        Live();
        _real.Delete(path, expected);
    }

    private void Live()
    {
        if (--_left < 0)
            throw Dead();
    }

    private static IOException Dead() => new("The process was killed.");
}

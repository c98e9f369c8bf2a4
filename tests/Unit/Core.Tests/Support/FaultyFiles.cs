using System;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Real files, but one change of them fails: before it is made, or after it was. Where the process dies with it, none follows.</summary>
internal sealed class FaultyFiles(int failing, bool afterwards, bool dies = false) : IFileOperations
{
    private readonly FileOperations _real = new();

    public int Changes { get; private set; }

    public byte[]? Read(string path) => _real.Read(path);

    public void Replace(string path, byte[] content, FilePrivacy privacy, byte[]? expected) => Around(() => _real.Replace(path, content, privacy, expected));

    public void Delete(string path, byte[] expected) => Around(() => _real.Delete(path, expected));

    private void Around(Action change)
    {
        var fails = ++Changes == failing;
        if ((fails && !afterwards) || (dies && failing > 0 && Changes > failing))
            throw new IOException("No space left on device.");
        change();
        if (fails)
            throw new IOException("The device did not answer.");
    }
}

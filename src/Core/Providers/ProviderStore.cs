using System;
using System.Collections.Generic;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Providers;

/// <summary>The file that remembers the providers. Reading takes no lock, so the gateway reads while cmdlets write.</summary>
public sealed class ProviderStore(DataHome home, IFileOperations files)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One command reads the file many times, and most of its time would go into understanding the same bytes again.
    private StoreSnapshot? _last;
    private StoreSnapshot? _next;

    public string Path => home.StoreFile;

    public StoreSnapshot Read()
    {
        var bytes = files.Read(Path);
        if (_last is { } last && last.IsOf(bytes))
            return last;
        if (_next is { } next && next.IsOf(bytes))
            return _last = next;
        return _last = bytes is null ? StoreSnapshot.Empty(Path) : StoreSnapshot.Parse(bytes, Path);
    }

    /// <summary>The official provider and the stored ones, each read when it is asked for; an entry that makes no sense fails at its turn.</summary>
    public IEnumerable<Provider> Stream() => files.Read(Path) is { } bytes ? StoreSnapshot.Stream(bytes, Path) : StoreSnapshot.Empty(Path).All;

    /// <summary>Keeps every other writer out until disposed.</summary>
    public FileLock Lock()
    {
        home.RefuseLink();
        return FileLock.Acquire(home.LockFile, Patience);
    }

    /// <summary>Writes a snapshot in place of the one that it was made from. The lock must be held.</summary>
    public void Write(StoreSnapshot changed, StoreSnapshot before)
    {
        var change = ChangeTo(changed, before);
        if (!change.ChangesSomething)
            return;
        TemporaryFiles.Sweep(Path);
        files.Replace(Path, change.After!, change.Privacy, change.Before);
    }

    /// <summary>The file's change from one snapshot to another, as part of a transaction.</summary>
    internal FileChange ChangeTo(StoreSnapshot changed, StoreSnapshot before)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(before);
        _next = changed;
        return new FileChange(Path, before.ToFile(), changed.ToFile(), FilePrivacy.Private);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>
/// Copies of the gateway under the data folder, one for each version, for whatever outlives the module that set it up: an upgrade takes the
/// module's own folder away. A copy appears whole or not at all. Who needs one holds it; what nobody holds and nothing runs from goes.
/// Whatever changes something here is for callers that hold the store's lock.
/// </summary>
public sealed class StableGateway(HostSystem system, DataHome home, IFileOperations files)
{
    private const string HolderMark = ".held-by-";
    private readonly StableFolder _folder = new(home.ProgramFolder, files);

    /// <summary>The folder of a version's copy, whether or not it exists. It is laid out as the module's own, so that a plan can be found in it.</summary>
    public string Folder(GatewaySource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return system.Join(home.ProgramFolder, FolderName(source.Version));
    }

    /// <summary>What runs the copy, which need not exist yet; null where nothing on this machine can.</summary>
    /// <param name="source">The module's gateway.</param>
    /// <param name="words">The gateway's arguments.</param>
    public GatewayRung? Rung(GatewaySource source, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            var shipped = GatewayLaunchPlan.Find(system, source.Folder, words).Rungs[0];
            var folder = Folder(source);
            return shipped.Host switch
            {
                GatewayHost.Native => NativeHost.Rung(system.Join(folder, shipped.FileName.Substring(source.Folder.Length).TrimStart('/', '\\')), words),
                GatewayHost.Dotnet => DotnetHost.Rung(system, shipped.FileName, folder, words),
                _ => PowerShellHost.Rung(system, shipped.FileName, folder, words),
            };
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.GatewayHostNotFound)
        {
            return null;
        }
    }

    /// <summary>Sees to it that the copy is there, holds what the module ships, and stays until it is released.</summary>
    /// <param name="source">The module's gateway.</param>
    /// <param name="holder">Who needs it: a word that stands in a file's name.</param>
    /// <returns>The copy's folder.</returns>
    public string Hold(GatewaySource source, string holder)
    {
        var folder = Folder(source);
        try
        {
            _folder.Ensure(Path.GetFileName(folder), source.Folder, Shipped(source));
            var mark = folder + HolderMark + holder;
            if (files.Read(mark) is null)
                files.Replace(mark, [], FilePrivacy.Private, expected: null);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotWrite(folder, e);
        }
    }

    /// <summary>Says that somebody needs no copy any more, or no other than one.</summary>
    /// <param name="holder">Who held them.</param>
    /// <param name="but">The folder of the copy that it still needs; null for none.</param>
    public void Release(string holder, string? but = null) => Release(holder, copy => copy == but);

    /// <summary>The same for whoever needs some of them.</summary>
    /// <param name="holder">Who held them.</param>
    /// <param name="isNeeded">Tells of a copy's folder whether it is needed still.</param>
    internal void Release(string holder, Func<string, bool> isNeeded)
    {
        var end = HolderMark + holder;
        foreach (var mark in Marks("*" + end).Where(mark => !isNeeded(mark.Remove(mark.Length - end.Length))))
            files.Delete(mark, files.Read(mark) ?? []);
    }

    /// <summary>Every copy that is there; no other folder.</summary>
    public IReadOnlyList<string> Copies() => _folder.Copies();

    /// <summary>Takes away the copies that nobody holds and no gateway runs from; what cannot go now goes next time.</summary>
    /// <param name="isInUse">Tells of a copy's folder whether anybody else runs something from it; null where nobody else does.</param>
    public void Tidy(Func<string, bool>? isInUse = null)
    {
        var running = new HashSet<string>(RunFile.All(home, files).Concat(RunFile.Waiting(home, files)).Select(file => FolderName(file.Version)), StringComparer.OrdinalIgnoreCase);
        foreach (var copy in Copies().Where(copy => Marks(Path.GetFileName(copy) + HolderMark + "*").Length == 0 && !running.Contains(Path.GetFileName(copy)) && isInUse?.Invoke(copy) != true))
            _folder.Discard(copy);
        _folder.Sweep();
    }

    /// <summary>Takes every copy away, whoever holds it.</summary>
    internal void DeleteAll()
    {
        foreach (var copy in Copies())
            _folder.Discard(copy);
        _folder.Sweep();
        var left = Copies();
        if (left.Count > 0)
            throw new IOException($"A program still runs from '{left[0]}'.");
    }

    /// <summary>How a copy is run by a program that is known already; null where it cannot be.</summary>
    internal GatewayRung? Known(string copy, string program, IReadOnlyList<string> words)
    {
        if (!system.FileExists(program))
            return null;
        if (program.StartsWith(copy, StringComparison.Ordinal))
            return NativeHost.Rung(program, words);
        return program.Substring(program.LastIndexOfAny(['/', '\\']) + 1).ToUpperInvariant() switch
        {
            "DOTNET" or "DOTNET.EXE" when DotnetHost.IsShipped(system, copy) => DotnetHost.Rung(system, program, copy, words),
            "PWSH" or "PWSH.EXE" when PowerShellHost.IsShipped(system, copy) => PowerShellHost.Rung(system, program, copy, words),
            _ => null,
        };
    }

    // The programs for other systems and processors stay behind.
    private List<string> Shipped(GatewaySource source)
    {
        IEnumerable<string> folders = ["", "powershell", .. NativeHost.Names(system)];
        return
        [
            .. folders.Select(name => Path.Combine(source.Folder, name)).Where(Directory.Exists)
                .SelectMany(folder => Directory.GetFiles(folder))
                .Select(path => path.Substring(source.Folder.Length).TrimStart('/', '\\')),
        ];
    }

    private string[] Marks(string pattern) => Directory.Exists(home.ProgramFolder) ? Directory.GetFiles(home.ProgramFolder, pattern) : [];

    private static string FolderName(string version) => new([.. version.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' ? c : '_')]);
}

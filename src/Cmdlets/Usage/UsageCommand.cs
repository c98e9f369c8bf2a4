using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Cmdlets.Providers;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>A cmdlet that reads ledgers: which of them, and which requests. Ctrl+C ends the reading at once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class UsageCommand : ClaudeDesktopCommand, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Names or ids of providers, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string[]? Provider { get; set; }

    /// <summary>Models that were asked for, that were sent or that answered, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Model { get; set; }

    /// <summary>The Claude families that the models stood in for.</summary>
    [Parameter]
    public ModelRole[] Role { get; set; } = [];

    /// <summary>Conversations, by the client's names for them, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Session { get; set; }

    /// <summary>The first moment that is meant.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>The first moment that is not meant any more.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <summary>Only requests that failed.</summary>
    [Parameter]
    public SwitchParameter Failed { get; set; }

    private protected CancellationToken Stopped => _stop.Token;

    protected override void StopProcessing()
    {
        base.StopProcessing();
        _stop.Cancel();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Dispose();
    }

    private protected UsageFilter Filter() => new()
    {
        Provider = Provider is null ? null : MatchProvider(Provider),
        Model = Match(Model),
        Session = Match(Session),
        Roles = Role,
        Since = Since is { } since ? new DateTimeOffset(since) : null,
        Until = Until is { } until ? new DateTimeOffset(until) : null,
        IsFailed = Failed,
    };

    /// <summary>The ledgers to read: those that are named, or this user's own.</summary>
    private protected IReadOnlyList<string> Ledgers(string[]? paths) => paths is null ? [Context.Home.UsageFolder] : [.. paths.SelectMany(Resolved)];

    /// <summary>Reads, until Ctrl+C ends it.</summary>
    private protected static void Stoppable(Action read)
    {
        try
        {
            read();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Says everything because of which the ledgers may say too little.</summary>
    private protected void Tell(UsageFindings findings)
    {
        foreach (var path in findings.UnreadableFiles)
            WriteError(Errors.From(new ClaudeDesktopException(ErrorCode.FileAccessDenied, $"'{path}' cannot be read.", "Close the program that holds it, or give your account the right to read it, and run the command again.", path)));
        foreach (var cut in findings.Cuts)
            WriteVerbose($"The gateway that began '{cut.Path}' on {cut.Machine} was cut short after {cut.LastSeen.LocalDateTime:g}.");
        if (findings.Cuts.Count > 0)
            WriteWarning($"{Runs(findings.Cuts.Count)} cut short, the last one after {findings.Cuts.Max(cut => cut.LastSeen).LocalDateTime:g}: what ended in the moment before may be missing. -Verbose lists them.");
        if (findings.MissedRequests > 0)
            WriteWarning($"{findings.MissedRequests} requests could not be written down when they ended, such as for want of room on the disk, and are missing.");
        if (findings.LostRequests > 0)
            WriteWarning($"{findings.LostRequests} requests were written down and are gone from the files.");
        if (findings.UnreadableLines > 0)
            WriteVerbose($"{findings.UnreadableLines} lines could not be read.");
        if (findings.RepeatedLines > 0)
            WriteVerbose($"{findings.RepeatedLines} requests stand in more than one file and count once.");
    }

    private static string Runs(int count) => count == 1 ? "A run of the gateway was" : $"{count} runs of the gateway were";

    private IEnumerable<string> Resolved(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            WriteError(Errors.From(new ClaudeDesktopException(ErrorCode.LedgerMissing, $"There is nothing at '{path}'.", "Name a ledger's file, or the folder that the ledgers lie in.", path)));
            return [];
        }
    }

    // The ledger has ids; people know names.
    private Func<string, bool> MatchProvider(string[] texts)
    {
        var byText = Match(texts)!;
        var byName = new HashSet<string>(StringComparer.Ordinal);
        PerItem(() => byName.UnionWith(Context.Store.Read().All.Where(provider => byText(provider.Name)).Select(provider => provider.Id)));
        return id => byText(id) || byName.Contains(id);
    }

    // A ledger has few names and many requests.
    private static Func<string, bool>? Match(string[]? texts)
    {
        if (texts is null)
            return null;
        var patterns = texts.Select(text => (Text: text, Pattern: Wildcard.Parse(text))).ToList();
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        return name =>
        {
            if (!known.TryGetValue(name, out var holds))
                known[name] = holds = patterns.Exists(item => item.Pattern?.IsMatch(name) ?? string.Equals(item.Text, name, StringComparison.OrdinalIgnoreCase));
            return holds;
        };
    }
}

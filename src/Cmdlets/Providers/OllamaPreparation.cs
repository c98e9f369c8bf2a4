using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Makes a provider for the user's Ollama fit what is there, for New-CDProvider. Ctrl+C ends a download at once.</summary>
internal sealed class OllamaPreparation(PSCmdlet cmdlet, ModuleContext context) : IDisposable
{
    private const int ProgressId = 15723;
    private const int Whole = 100;
    private const double Megabyte = 1_000_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Whether missing models are downloaded.</summary>
    public bool Pulls { get; init; }

    /// <summary>The context that the models are to have; 0 leaves it.</summary>
    public long ContextLength { get; init; }

    public static bool IsFor(string? preset) => string.Equals(preset?.Trim(), OllamaSetup.Preset, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where it is, unless the user says where.</summary>
    public Uri Address() => OllamaAddress.Of(context.System);

    public void Cancel() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Asks the server, and does there what was asked for.</summary>
    /// <param name="provider">The provider as the user asks for it.</param>
    /// <param name="chooses">Whether the models of its routes are to be chosen.</param>
    /// <returns>The provider to add, and what completion may offer for it.</returns>
    public (Provider Provider, IReadOnlyList<UpstreamModel> Models) Prepare(Provider provider, bool chooses)
    {
        var found = Wait(Task.Run(() => OllamaSetup.LookAsync(provider, chooses, _stop.Token)));
        if (!found.IsThere)
        {
            if (Pulls || ContextLength > 0)
                throw new ClaudeDesktopException(ErrorCode.UpstreamUnreachable, $"No Ollama answers at {provider.BaseUri}.", Start, provider.Id);
            cmdlet.WriteWarning($"No Ollama answers at {provider.BaseUri}, so the preset's models are taken, unseen. {Start}");
            return (provider, []);
        }

        provider = provider with { Routes = found.Routes };
        cmdlet.WriteVerbose($"Ollama {found.Version} at {provider.BaseUri} has {found.Models.Count} models; taken: {string.Join(", ", found.Routes)}.");
        if (found.Problem is { } problem)
            cmdlet.WriteWarning($"{problem} {OllamaSetup.UpdateAdvice}");
        var missing = found.Missing.Where(model => !Pull(provider, model)).ToList();
        if (missing.Count > 0)
            cmdlet.WriteWarning($"The Ollama at {provider.BaseUri} does not have {string.Join(" and ", missing)}. Get it with: {string.Join("; ", missing.Select(model => $"ollama pull {model}"))}. Or let this command do it, with -Pull.");
        if (ContextLength > 0)
            return (provider with { Routes = [.. provider.Routes.Select(route => route with { Model = missing.Contains(route.Model) ? route.Model : Widen(provider, route.Model) })] }, found.Models);
        if (found.Narrow.Count > 0)
            cmdlet.WriteWarning($"Ollama may give {string.Join(" and ", found.Narrow)} room for 4096 tokens only, which is its default on most machines, and Claude Desktop needs more. {OllamaSetup.ContextAdvice}");
        return (provider, found.Models);
    }

    private static string Start => $"Start it (ollama serve, or its app), or say where it is with -BaseUri or the variable {OllamaAddress.Variable}.";

    private bool Pull(Provider provider, string model)
    {
        if (!Pulls || !cmdlet.ShouldProcess($"Model '{model}' at {provider.BaseUri}", "Download"))
            return false;
        OllamaProgress? last = null;
        var shown = new ProgressRecord(ProgressId, $"Downloading {model}", "Asking Ollama for it");
        try
        {
            var pulling = Task.Run(() => OllamaSetup.PullAsync(provider, model, progress => Volatile.Write(ref last, progress), _stop.Token));
            var ended = Quiet(pulling);
            while (!ended.Wait(Step))
                Show(shown, Volatile.Read(ref last));
            Wait(pulling);
        }
        finally
        {
            shown.RecordType = ProgressRecordType.Completed;
            cmdlet.WriteProgress(shown);
        }

        return true;
    }

    private void Show(ProgressRecord shown, OllamaProgress? progress)
    {
        if (progress is { Total: > 0 })
        {
            shown.StatusDescription = $"{progress.Status}: {progress.Completed / Megabyte:N0} of {progress.Total / Megabyte:N0} MB";
            shown.PercentComplete = (int)Math.Min(Whole, progress.Completed * Whole / progress.Total);
        }
        else if (progress is not null)
        {
            shown.StatusDescription = progress.Status;
        }

        cmdlet.WriteProgress(shown);
    }

    private string Widen(Provider provider, string model) =>
        cmdlet.ShouldProcess($"Model '{model}' at {provider.BaseUri}", $"Make one of it with a context of {ContextLength} tokens")
            ? Wait(Task.Run(() => OllamaSetup.WithContextAsync(provider, model, ContextLength, _stop.Token)))
            : model;

    // Waiting must not throw; what went wrong is asked for afterwards.
    private static Task Quiet(Task task) => task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static void Wait(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private static T Wait<T>(Task<T> task)
    {
        Wait((Task)task);
        return task.Result;
    }
}

using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Live;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Asks providers a tiny streamed question with a tool, several at once, and says what came of it. It can cost a fraction of a cent.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CDProvider", DefaultParameterSetName = NameSet, HelpUri = ProjectPage.Help + "Test-CDProvider.md")]
[OutputType(typeof(ProviderTest))]
public sealed class TestCDProviderCommand : LiveCommand
{
    private const int UsualSeconds = 120;
    private const int ShownNames = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private readonly Stopwatch _watch = new();
    private ParallelQuestions<ProviderTest>? _questions;
    private CountedProgress? _progress;

    /// <summary>Another model than the first that Claude Desktop would offer.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>How many providers are asked at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>Also asks whether it sees pictures and searches the web, where that is not known: up to two questions more.</summary>
    [Parameter]
    public SwitchParameter Full { get; set; }

    private ParallelQuestions<ProviderTest> Questions => _questions ??= new ParallelQuestions<ProviderTest>(Stopped);

    private CountedProgress Progress => _progress ??= new CountedProgress(this, "Testing providers");

    protected override void ProcessRecord() => ForEachTarget(provider =>
    {
        while (Questions.Waiting.Count >= ThrottleLimit)
            Take(Quiet, isLast: false);
        ReadVault(provider);
        WriteVerbose($"Asking '{provider.Name}' a tiny question.");
        var model = string.IsNullOrWhiteSpace(Model) ? null : Model!.Trim();
        _watch.Start();
        Questions.Start(provider, () => new LiveTest(Context) { IsFull = Full }.RunAsync(provider, model, Patience(UsualSeconds), Stopped));
        while (Questions.Waiting.Count > 0 && Take(TimeSpan.Zero, isLast: false))
        {
        }
    });

    protected override void EndProcessing()
    {
        while (Questions.Waiting.Count > 0)
            Take(Quiet, isLast: true);
        Progress.Complete();
    }

    private protected override Task UnderWay() => _questions?.EndAsync() ?? Task.CompletedTask;

    /// <summary>Writes the next result, if one comes within that time.</summary>
    private bool Take(TimeSpan patience, bool isLast)
    {
        try
        {
            var answer = Questions.Next(patience);
            if (Questions.Asked > 1 && _watch.Elapsed >= Quiet)
                ShowProgress(isLast);
            if (answer is null)
                return false;
            PerItem(() => WriteObject(answer.GetAwaiter().GetResult()));
            return true;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void ShowProgress(bool isLast)
    {
        var waiting = Questions.Waiting;
        var names = string.Join(", ", waiting.Take(ShownNames).Select(provider => provider.Name));
        Progress.Show(
            $"{Questions.Answered} of {Questions.Asked} have answered",
            $"Waiting for {names}{(waiting.Count > ShownNames ? $" and {waiting.Count - ShownNames} more" : "")}",
            Questions.Answered,
            isLast ? Questions.Asked : 0);
    }
}

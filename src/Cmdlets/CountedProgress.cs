using System.Management.Automation;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Progress of which nothing is shown until there is a reason to, and that goes away at the end.</summary>
internal sealed class CountedProgress(Cmdlet cmdlet, string activity)
{
    private const int Id = 15722;
    private const int Whole = 100;
    private bool _isShown;

    /// <param name="status">How things stand.</param>
    /// <param name="current">What is waited for; null where that is not one thing.</param>
    /// <param name="done">How many are done.</param>
    /// <param name="of">How many there are; 0 where nobody knows yet.</param>
    public void Show(string status, string? current = null, int done = 0, int of = 0)
    {
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(Id, activity, status) { CurrentOperation = current, PercentComplete = of > 0 ? done * Whole / of : -1 });
    }

    public void Complete()
    {
        if (!_isShown)
            return;
        _isShown = false;
        cmdlet.WriteProgress(new ProgressRecord(Id, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}

using System.Collections.Generic;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>Takes secrets, and what is longer than a name, out of each record before anybody keeps it.</summary>
internal sealed class RedactingSinks(LiveSecrets secrets, IReadOnlyList<IUsageSink> sinks) : IUsageSink
{
    public void Add(UsageRecord record)
    {
        var hidden = record with
        {
            Session = Hide(record.Session),
            RequestedModel = Hide(record.RequestedModel),
            Model = Hide(record.Model),
            AnsweredModel = Hide(record.AnsweredModel),
            Error = Hide(record.Error),
            Project = Hide(record.Project),
        };
        foreach (var sink in sinks)
            sink.Add(hidden);
    }

    // Redacted first: half a key is one, too.
    private string? Hide(string? text) => text is null ? null : UsageText.Of(secrets.Redaction.Of(text));
}

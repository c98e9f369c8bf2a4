using System;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Puts a gateway's lines where a job's reader looks for them, and lets no stream grow without end.</summary>
internal static class JobStreams
{
    internal const int MaxRecords = 1000;
    internal const string Tag = "CDGateway";

    public static void Add(Job job, GatewayLine line)
    {
        if (line.Request is { } request)
            Add(job.Output, PSObject.AsPSObject(request));
        else if (line.Level == "Error" || line.Type == "failed")
            Add(job.Error, Errors.GatewayLoggedError(line.Message ?? line.Code ?? "The gateway failed."));
        else if (line.Level == "Warning")
            Add(job.Warning, new WarningRecord(line.Message ?? ""));
        else
            Add(job.Information, Information(line));
    }

    public static void Add<T>(PSDataCollection<T> stream, T record)
    {
        try
        {
            stream.Add(record);
            while (stream.Count > MaxRecords)
                stream.RemoveAt(0);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // The job was finished or removed, or its reader took the records at the same moment.
        }
    }

    public static InformationRecord Information(GatewayLine line)
    {
        var record = new InformationRecord(Text(line), "ClaudeDesktop.Gateway");
        record.Tags.Add(Tag);
        return record;
    }

    public static string Text(GatewayLine line) => line.Type switch
    {
        "ready" => $"The gateway answers on port {line.Port} (process {line.ProcessId}).",
        "stopping" => "The gateway is ending.",
        _ => line.Message ?? "",
    };
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A ledger's file as a gateway writes it, put together line by line.</summary>
internal sealed class LedgerFile
{
    private readonly List<byte> _text = [];
    private readonly UsageFileName _name;
    private long _number;

    /// <param name="begun">When its run began.</param>
    /// <param name="run">The run's digits.</param>
    /// <param name="machine">The machine of the run; a stranger's one by default, whose processes nobody here knows.</param>
    /// <param name="earlier">How many requests the run wrote before.</param>
    /// <param name="isThisProcess">Whether the gateway that writes it still runs.</param>
    public LedgerFile(DateTimeOffset begun, string run = "0123abcd", string machine = "DESKTOP-1", long earlier = 0, bool isThisProcess = false)
    {
        using var self = Process.GetCurrentProcess();
        _name = new UsageFileName(begun.UtcDateTime, run);
        _number = earlier;
        var start = new UsageStart
        {
            Time = begun,
            Run = run,
            Number = earlier,
            Version = "0.1.0",
            ProcessId = isThisProcess ? self.Id : 1,
            ProcessBegan = isThisProcess ? self.StartTime : begun,
            ProcessMark = isThisProcess ? ProcessStart.MarkOf(self.Id) : "no-boot:1",
            User = "ada",
            Machine = machine,
        };
        Line(json => UsageLine.Write(json, start));
    }

    public string FileName => _name.ToString();

    public LedgerFile Add(params UsageRecord[] records)
    {
        foreach (var record in records)
            Line(json => UsageLine.Write(json, record, ++_number));
        return this;
    }

    public LedgerFile End(DateTimeOffset time) => Line(json => UsageLine.WriteEnd(json, time, _number));

    public LedgerFile Missed(DateTimeOffset time, long count) => Line(json => UsageLine.WriteMissed(json, time, count));

    public LedgerFile Raw(string text)
    {
        _text.AddRange(Encoding.UTF8.GetBytes(text));
        return this;
    }

    public byte[] Bytes => [.. _text];

    public string Save(string folder, int cut = 0)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path, Bytes[..^cut]);
        return path;
    }

    private LedgerFile Line(Action<Utf8JsonWriter> write)
    {
        _text.AddRange(JsonRaw.Write(write));
        return Raw("\n");
    }
}

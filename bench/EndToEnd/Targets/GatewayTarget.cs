using System;
using System.Diagnostics;
using System.Text.Json;
using System.Threading;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>The gateway in one of its hosts, as the module starts it.</summary>
internal sealed class GatewayTarget : Target
{
    private readonly string _token;

    private GatewayTarget(string name, int port, string token, TargetProcess process)
        : base(name, process)
    {
        Port = port;
        _token = token;
    }

    public override int Port { get; }

    protected override string Headers => $"Authorization: Bearer {_token}\r\nanthropic-version: 2023-06-01\r\n";

    public static GatewayTarget Start(GatewayRung rung, string token)
    {
        var start = new ProcessStartInfo(rung.FileName, rung.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in rung.Environment)
            start.Environment[name] = value;
        var process = System.Diagnostics.Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The gateway has not started.");
        using var ready = JsonDocument.Parse(line);
        if (ready.RootElement.GetProperty("type").GetString() != "ready")
            throw new InvalidOperationException($"The gateway has not started: {line}");

        // Whoever started it reads along.
        new Thread(() => process.StandardOutput.BaseStream.CopyTo(System.IO.Stream.Null)) { IsBackground = true }.Start();
        return new GatewayTarget(rung.Host.ToString().ToLowerInvariant(), ready.RootElement.GetProperty("port").GetInt32(), token, new TargetProcess(process, endsWithInput: true));
    }

    protected override string Model(Speech speech) => speech == Speech.Chat ? BenchData.ChatModel : BenchData.MessagesModel;

    protected override string Path(Speech speech) => "/claude-desktop/v1/messages";
}

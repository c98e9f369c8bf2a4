using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using ClaudeDesktop.EndToEnd.Targets;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.EndToEnd;

/// <summary>All that measuring needs: a folder of its own, the scripted upstream, and ways to start a gateway. Nothing of it stays.</summary>
internal sealed class Ground : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ClaudeDesktop.Bench.").FullName;
    private readonly TargetProcess _upstream;
    private readonly BenchData _data;
    private readonly int _port;

    public Ground(Options options)
    {
        Options = options;
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["upstream"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        _upstream = new TargetProcess(process, endsWithInput: true);
        _port = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        _data = new BenchData(_folder, _port);
        Rungs =
        [
            .. GatewayLaunchPlan.Find(HostSystem.Current, options.Gateway, 0).Rungs
                .Where(rung => rung.Host != GatewayHost.PowerShell || options.Only.Contains("powershell"))
                .Where(rung => options.Only.Length == 0 || options.Only.Contains(rung.Host.ToString().ToLowerInvariant())),
        ];
    }

    public Options Options { get; }

    /// <summary>The gateway's hosts that are measured.</summary>
    public IReadOnlyList<GatewayRung> Rungs { get; }

    public DirectTarget Direct() => new(_port);

    public NginxTarget? Nginx() => NginxTarget.Start(_port, _folder);

    public GatewayTarget Gateway(GatewayRung rung) => GatewayTarget.Start(rung, _data.Token);

    public void Dispose()
    {
        _upstream.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

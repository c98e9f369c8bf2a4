using System;
using System.Collections.Generic;
using System.Globalization;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>The units of a user's systemd.</summary>
public static class SystemdUnits
{
    /// <summary>Starts the gateway at logon, and again where it fails; not where it was told to end.</summary>
    public static string Gateway(RegisteredProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Text(
        [
            "[Unit]",
            "Description=Local gateway of Claude Desktop",
            "Documentation=https://github.com/claudedesktop-powershell/ClaudeDesktop.PS",
            "StartLimitIntervalSec=300",
            "StartLimitBurst=10",
            "",
            "[Service]",
            "Type=simple",
            "ExecStart=" + SystemdText.Command(program),
            .. SystemdText.Environment(program.Environment),
            "Restart=on-failure",
            "RestartSec=5",
            "TimeoutStopSec=10",
            "UMask=0077",
            "NoNewPrivileges=yes",
            "",
            "[Install]",
            "WantedBy=default.target",
        ]);
    }

    /// <summary>Repairs the profile once; its timer says when.</summary>
    public static string Repair(RegisteredProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Text(
        [
            "[Unit]",
            "Description=Repair of Claude Desktop's profile",
            "Documentation=https://github.com/claudedesktop-powershell/ClaudeDesktop.PS",
            "",
            "[Service]",
            "Type=oneshot",
            "ExecStart=" + SystemdText.Command(program),
            .. SystemdText.Environment(program.Environment),
            "UMask=0077",
            "NoNewPrivileges=yes",
        ]);
    }

    /// <summary>Runs the repair a minute after logon, and then again and again.</summary>
    public static string RepairTimer(TimeSpan interval) => Text(
    [
        "[Unit]",
        "Description=Scheduled repair of Claude Desktop's profile",
        "",
        "[Timer]",
        "OnActiveSec=1min",
        string.Format(CultureInfo.InvariantCulture, "OnUnitActiveSec={0}min", (long)interval.TotalMinutes),
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]);

    private static string Text(IEnumerable<string> lines) => string.Join("\n", lines) + "\n";
}

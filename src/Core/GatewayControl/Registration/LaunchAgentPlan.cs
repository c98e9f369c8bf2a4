using System;
using System.Globalization;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>How a gateway is registered with launchd: for one user, or in the folder that every user's launchd reads at logon.</summary>
internal static class LaunchAgentPlan
{
    private const string Control = "launchctl";

    // What was told to end may take a moment, and its place is not free until then.
    private const int Tries = 10;

    public static RegistrationPlan Of(RegistrationRequest request, HostSystem system, long userId)
    {
        var folder = request.Scope == RegistrationScope.AllUsers ? "/Library/LaunchAgents" : system.Join(system.HomeDirectory, "Library", "LaunchAgents");
        var gateway = "ClaudeDesktop.PS.gateway" + request.Suffix;
        var repair = "ClaudeDesktop.PS.repair" + request.Suffix;
        return new RegistrationPlan(
            RegistrationKind.LaunchAgent,
            [
                Part(request, userId, gateway, system.Join(folder, gateway + ".plist"), label => LaunchAgents.Gateway(label, request.Gateway)),
                Part(
                    request,
                    userId,
                    repair,
                    system.Join(folder, repair + ".plist"),
                    label => request.Repair is { } program ? LaunchAgents.Repair(label, program, request.RepairInterval) : "") with { IsWanted = request.Repair is not null },
            ]);
    }

    private static RegistrationPart Part(RegistrationRequest request, long userId, string label, string path, Func<string, string> render)
    {
        RegistrationFile[] files = [new(path, render(label))];
        if (request.Scope == RegistrationScope.AllUsers)
            return new(label, files, [], []);
        var domain = string.Format(CultureInfo.InvariantCulture, "gui/{0}", userId);
        var end = new RegistrationStep(Control, ["bootout", $"{domain}/{label}"]) { MayFail = true };
        return new(
            label,
            files,
            [
                end,
                new RegistrationStep(Control, ["enable", $"{domain}/{label}"]) { MayFail = true },
                new RegistrationStep(Control, ["bootstrap", domain, path]) { Tries = Tries },
            ],
            [end]);
    }
}

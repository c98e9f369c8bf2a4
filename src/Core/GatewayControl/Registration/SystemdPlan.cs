using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>How a gateway is registered with systemd: for one user, or in the folder that every user's systemd reads.</summary>
internal static class SystemdPlan
{
    private const string Control = "systemctl";

    public static RegistrationPlan Of(RegistrationRequest request, HostSystem system)
    {
        var folder = request.Scope == RegistrationScope.AllUsers ? "/etc/systemd/user" : system.Join(ConfigFolder(system), "systemd", "user");
        var gateway = $"claudedesktop-gateway{request.Suffix}.service";
        var repair = $"claudedesktop-repair{request.Suffix}";
        return new RegistrationPlan(
            RegistrationKind.Systemd,
            [
                Part(request, gateway, [new(system.Join(folder, gateway), SystemdUnits.Gateway(request.Gateway))]),
                Part(
                    request,
                    repair + ".timer",
                    [
                        new(system.Join(folder, repair + ".service"), request.Repair is { } program ? SystemdUnits.Repair(program) : ""),
                        new(system.Join(folder, repair + ".timer"), SystemdUnits.RepairTimer(request.RepairInterval)),
                    ]) with { IsWanted = request.Repair is not null },
            ])
        {
            Reload = request.Scope == RegistrationScope.User ? Call("--user", "daemon-reload") : null,
        };
    }

    private static RegistrationPart Part(RegistrationRequest request, string unit, RegistrationFile[] files) => request.Scope == RegistrationScope.AllUsers
        ? new(unit, files, [Call("--global", "enable", unit)], [Call("--global", "disable", unit) with { MayFail = true }])
        : new(
            unit,
            files,
            [Call("--user", "reset-failed", unit) with { MayFail = true }, Call("--user", "enable", unit), Call("--user", "restart", unit)],
            [Call("--user", "disable", "--now", unit) with { MayFail = true }]);

    private static string ConfigFolder(HostSystem system) =>
        system.Variable("XDG_CONFIG_HOME") is { } folder && folder[0] == '/' ? folder : system.Join(system.HomeDirectory, ".config");

    private static RegistrationStep Call(params string[] arguments) => new(Control, arguments.ToList());
}

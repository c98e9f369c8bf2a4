using System;
using System.Collections.Generic;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Everything that registers a gateway on a system, worked out before the first step is taken.</summary>
/// <param name="Kind">What of the system starts it.</param>
/// <param name="Parts">The gateway first; then the repair, whether or not it is wanted.</param>
public sealed record RegistrationPlan(RegistrationKind Kind, IReadOnlyList<RegistrationPart> Parts)
{
    /// <summary>What makes the system read its files anew; null where it does so by itself.</summary>
    public RegistrationStep? Reload { get; init; }

    /// <summary>Whether its files are for everybody to read.</summary>
    public bool IsForAll { get; init; }

    /// <param name="request">What is to be run.</param>
    /// <param name="system">Where.</param>
    /// <param name="workFolder">A folder for files that the system reads once.</param>
    /// <param name="userId">The number of the user's account on macOS.</param>
    public static RegistrationPlan Of(RegistrationRequest request, HostSystem system, string workFolder, long userId)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(system);
        var plan = system.Kind switch
        {
            SystemKind.Windows => TaskPlan.Of(request, system, workFolder),
            SystemKind.MacOS => LaunchAgentPlan.Of(request, system, userId),
            SystemKind.Linux => SystemdPlan.Of(request, system),
            _ => throw new ClaudeDesktopException(
                ErrorCode.PlatformUnsupported, "This system has nothing that the module could register the gateway with.", "Run Start-CDGateway -Foreground in a service of your own."),
        };
        return plan with { IsForAll = request.Scope == RegistrationScope.AllUsers };
    }
}

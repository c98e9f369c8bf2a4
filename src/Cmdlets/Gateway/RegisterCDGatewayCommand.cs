using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>
/// Has the operating system run the gateway at logon, and starts it now: Task Scheduler on Windows, a launch agent on macOS, a unit of the user's
/// systemd on Linux. Registering again refreshes it, as after an upgrade of the module.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "CDGateway", DefaultParameterSetName = UserSet, SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Register-CDGateway.md")]
[OutputType(typeof(GatewayRegistration))]
public sealed class RegisterCDGatewayCommand : ClaudeDesktopCommand, IDisposable
{
    private const string UserSet = "User";
    private const string AllUsersSet = "AllUsers";
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MostInterval = TimeSpan.FromDays(31);
    private GatewayRegistering? _registering;

    /// <summary>The port to listen on; it is remembered. Without it, the remembered one, or a free one where that is taken.</summary>
    [Parameter(Position = 0, ParameterSetName = UserSet)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>At the logon of everybody who uses this machine, each with a gateway and providers of their own. For SYSTEM, root or an administrator.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllUsersSet)]
    public SwitchParameter AllUsers { get; set; }

    /// <summary>Also repairs Claude Desktop's profile again and again, this long after each other: 5 minutes to 31 days. 0 ends that.</summary>
    [Parameter]
    public TimeSpan RepairInterval { get; set; }

    /// <summary>The one host that the gateway may run in; without it, the best one that runs on this machine.</summary>
    [Parameter]
    public GatewayHost GatewayHost { get; set; }

    /// <summary>What is less grave stays out of its log file.</summary>
    [Parameter]
    public GatewayLogLevel LogLevel { get; set; }

    /// <summary>Asks nothing, also where a gateway is replaced that is answering requests, which are cut off.</summary>
    [Parameter(ParameterSetName = UserSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Seconds to wait for its first answer.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 30;

    private GatewayRegistering Registering => _registering ??= new GatewayRegistering(this, Context, WarnIfRestartRequired);

    public void Dispose() => _registering?.Dispose();

    protected override void StopProcessing() => _registering?.Cancel();

    protected override void EndProcessing() => AsAWhole(() =>
    {
        var wish = Wish();
        GatewayRegistrar.CheckRights(wish.Scope);
        var port = ChoosePort();
        var ending = new GatewayEnding(this, Context);
        if (!ShouldProcess(AllUsers ? "Gateway of everybody who uses this machine" : "Gateway", Action(ending)))
            return;
        if (!AllUsers && !GatewayConfirmation.IsGivenForRequests(this, Context, ending.RunFiles().Select(file => file.Port), Force))
            return;
        WriteObject(Registering.Register(wish, port, AllUsers ? () => { } : ending.WhatRunsNow(), TimeSpan.FromSeconds(TimeoutSec)));
        Registering.WarnAboutKeys();
    });

    private RegistrationWish Wish()
    {
        var isScheduled = MyInvocation.BoundParameters.ContainsKey(nameof(RepairInterval));
        if (isScheduled && RepairInterval != TimeSpan.Zero && (RepairInterval < LeastInterval || RepairInterval > MostInterval || RepairInterval.Ticks % TimeSpan.TicksPerMinute != 0))
            throw new ErrorRecordException(Errors.RepairIntervalInvalid(RepairInterval, LeastInterval, MostInterval));
        return new RegistrationWish
        {
            Scope = AllUsers ? RegistrationScope.AllUsers : RegistrationScope.User,
            RepairInterval = isScheduled ? RepairInterval : null,
            Host = MyInvocation.BoundParameters.ContainsKey(nameof(GatewayHost)) ? GatewayHost : null,
            LogLevel = MyInvocation.BoundParameters.ContainsKey(nameof(LogLevel)) ? LogLevel : null,
            ShellFolder = Path.GetDirectoryName(typeof(PSObject).Assembly.Location),
        };
    }

    // Which port is free later, the gateway finds out itself; only one that was named must be.
    private int? ChoosePort()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Port)))
            return null;
        if (GatewayProbe.WhoListens(Port, Context.Home, Context.Files) == ListenerKind.Foreign)
            throw GatewayFailures.PortTaken(Port);
        return Port == Context.Store.Read().GatewayPort ? null : Port;
    }

    private string Action(GatewayEnding ending)
    {
        var action = AllUsers ? "Register, to be run at each logon" : "Register, to be run at logon, and start now";
        if (MyInvocation.BoundParameters.ContainsKey(nameof(RepairInterval)) && RepairInterval != TimeSpan.Zero)
            action += $", and repair the profile every {RepairInterval}";
        return !AllUsers && (ending.Jobs().Any() || ending.RunFiles().Count > 0) ? action + ", in place of the one that runs" : action;
    }
}

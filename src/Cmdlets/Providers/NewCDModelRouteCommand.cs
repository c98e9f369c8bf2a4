using System;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Makes a route for <c>New-CDProvider</c> and <c>Set-CDProvider</c>. Writes nothing.</summary>
[Cmdlet(VerbsCommon.New, "CDModelRoute", HelpUri = ProjectPage.Help + "New-CDModelRoute.md")]
[OutputType(typeof(ModelRoute))]
public sealed class NewCDModelRouteCommand : ClaudeDesktopCommand
{
    private const string LongContextMark = "[1M]";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public ModelRole Role { get; set; }

    /// <summary>The upstream's own model id; <c>[1M]</c> at its end stands for <c>-Supports1M</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string Model { get; set; } = "";

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RouteId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? DisplayName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Supports1M { get; set; }

    /// <summary>Another provider that serves this role.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string? ProviderId { get; set; }

    protected override void ProcessRecord()
    {
        var model = Model.Trim();
        var isMarked = model.EndsWith(LongContextMark, StringComparison.OrdinalIgnoreCase);
        WriteObject(new ModelRoute
        {
            Role = Role,
            RouteId = Given(RouteId) ?? ModelRoles.DefaultRouteId(Role),
            DisplayName = Given(DisplayName),
            Model = isMarked ? model.Substring(0, model.Length - LongContextMark.Length).TrimEnd() : model,
            Supports1M = Supports1M || isMarked,
            ProviderId = Given(ProviderId),
        });
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}

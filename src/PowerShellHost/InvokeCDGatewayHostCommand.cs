using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace ClaudeDesktop.PowerShellHost;

/// <summary>
/// Runs the gateway in this process until it stops, and returns its exit code. The gateway speaks through the process's own
/// standard output, so this is for a shell that was started for nothing else; <c>Start-CDGateway</c> does that.
/// </summary>
/// <remarks>A cmdlet and no script, because Constrained Language Mode lets a trusted library do what it forbids a script.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "CDGatewayHost")]
[OutputType(typeof(int))]
public sealed class InvokeCDGatewayHostCommand : PSCmdlet
{
    /// <summary>The gateway's own arguments.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromRemainingArguments = true)]
    public string[] ArgumentList { get; set; } = [];

    protected override void EndProcessing()
    {
        var folder = Path.GetDirectoryName(typeof(InvokeCDGatewayHostCommand).Assembly.Location)!;
        var gateway = new GatewayLoadContext(folder).LoadFromAssemblyPath(Path.Combine(folder, "ClaudeDesktop.Gateway.dll"));
        WriteObject(gateway.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [ArgumentList], null));
    }
}

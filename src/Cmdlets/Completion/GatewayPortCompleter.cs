using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers the ports of the gateways that run.</summary>
public sealed class GatewayPortCompleter : TextCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Candidates(IDictionary given)
    {
        var context = ModuleContext.Current();
        return RunFile.All(context.Home, context.Files).Select(file => (file.Port.ToString(CultureInfo.InvariantCulture), $"Gateway of process {file.ProcessId}"));
    }
}

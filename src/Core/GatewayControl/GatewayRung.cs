using System.Collections.Generic;

namespace ClaudeDesktop.GatewayControl;

/// <summary>One way to start a gateway on a machine.</summary>
/// <param name="Host">What it runs in.</param>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments. Secrets are never among them.</param>
/// <param name="Environment">What it is to find in its environment besides what is there.</param>
public sealed record GatewayRung(GatewayHost Host, string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    // Not among the arguments, and for that reason not public: a record prints what is.
    internal HandedKeys? Keys { get; init; }
}

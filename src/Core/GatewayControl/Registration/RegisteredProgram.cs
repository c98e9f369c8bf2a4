using System.Collections.Generic;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>A program as the operating system is told to run it.</summary>
/// <param name="FileName">Its full path.</param>
/// <param name="Arguments">Its arguments. Secrets are never among them.</param>
/// <param name="Environment">What it is to find in its environment. Task Scheduler has no means to say so, and leaves it out.</param>
public sealed record RegisteredProgram(string FileName, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment);

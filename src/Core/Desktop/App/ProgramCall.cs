using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.App;

/// <summary>A program and its arguments. Secrets are never among them.</summary>
internal sealed record ProgramCall(string FileName, IReadOnlyList<string> Arguments);

using System;
using System.Management.Automation;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Carries an error of the module's own up to where it is written.</summary>
#pragma warning disable CA1032, CA1064 // It never leaves this assembly, and without a record it would be nothing.
internal sealed class ErrorRecordException(ErrorRecord record) : Exception
#pragma warning restore CA1032, CA1064
{
    public ErrorRecord Record { get; } = record;
}

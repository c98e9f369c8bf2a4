using System;
using System.Management.Automation;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Takes a blank cell of a table for a value that was not given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BlankIsUnsetAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}

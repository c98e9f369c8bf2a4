using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

/// <summary>Runs alone: others would take from the pool what a stream has given back to it, and fill the heap that is measured.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Alone";
}

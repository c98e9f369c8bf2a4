using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Allocation;

/// <summary>Runs alone: other threads would take from the pool what a stream has given back to it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Allocation";
}

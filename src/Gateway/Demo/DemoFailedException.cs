using System;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>Something that the demo shows did not hold.</summary>
#pragma warning disable CA1032 // It always says what did not hold.
internal sealed class DemoFailedException(string message) : Exception(message);
#pragma warning restore CA1032

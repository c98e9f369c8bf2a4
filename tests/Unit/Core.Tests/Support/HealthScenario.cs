using System;
using ClaudeDesktop.Desktop;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A machine on which one thing is wrong.</summary>
/// <param name="Arrange">Makes it so, on an empty home.</param>
/// <param name="Listener">Who answers on the gateway's port.</param>
/// <param name="On">The machine, where it is not the home's own.</param>
internal sealed record HealthScenario(Action<ThrowAwayHome> Arrange, ListenerKind Listener = ListenerKind.Ours, Func<ThrowAwayHome, ModuleContext>? On = null)
{
    public ModuleContext Context(ThrowAwayHome home) => On?.Invoke(home) ?? home.Context();
}

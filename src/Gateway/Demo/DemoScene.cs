using System;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>What the demo has set up.</summary>
/// <param name="Root">The demo's own folder; everything in it goes away at the end.</param>
/// <param name="Home">The module's data in that folder.</param>
/// <param name="Provider">The stored provider, which is the active one.</param>
/// <param name="BaseUri">The running gateway.</param>
internal sealed record DemoScene(string Root, DataHome Home, Provider Provider, Uri BaseUri);

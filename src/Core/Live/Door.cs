using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>A place where a provider's API may be.</summary>
/// <param name="Format">What it would speak there.</param>
/// <param name="BaseUri">The base address that leads there.</param>
/// <param name="Address">Where requests go by it.</param>
/// <param name="Mistake">What is wrong with the address that is set, should the API be there.</param>
internal sealed record Door(ApiFormat Format, Uri BaseUri, Uri Address, string Mistake);

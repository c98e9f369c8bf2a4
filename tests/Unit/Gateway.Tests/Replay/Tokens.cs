namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>Usage as Anthropic counts it.</summary>
internal sealed record Tokens(long Input, long CacheRead, long CacheCreation, long Output, long Thinking);

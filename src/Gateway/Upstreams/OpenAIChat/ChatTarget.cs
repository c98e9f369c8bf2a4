using System;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Whom a request is written for.</summary>
/// <param name="Model">The upstream's own model id.</param>
/// <param name="Quirks">How it differs from others.</param>
/// <param name="Session">The client's own name for the conversation.</param>
/// <param name="Account">Whose reasoning it may see again.</param>
internal sealed record ChatTarget(string Model, ChatQuirks Quirks, string? Session, Func<string> Account);

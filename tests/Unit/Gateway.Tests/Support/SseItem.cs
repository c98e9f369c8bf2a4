using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Support;

internal sealed record SseItem(string Name, JsonElement Data);

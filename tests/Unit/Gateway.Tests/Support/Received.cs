using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A request as an upstream got it.</summary>
internal sealed record Received(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>With what one request is written.</summary>
internal sealed record GeminiDialect(GeminiModel Model, GeminiNames Names, ThoughtSignatures Signatures)
{
    /// <summary>Writes tools' schemas in OpenAPI's subset.</summary>
    public bool PlainSchemas { get; init; }
}

namespace ClaudeDesktop.Providers;

/// <summary>The wire protocol that a provider speaks.</summary>
public enum ApiFormat
{
    /// <summary>Anthropic Messages: <c>POST /v1/messages</c>.</summary>
    AnthropicMessages,

    /// <summary>OpenAI Chat Completions: <c>POST /v1/chat/completions</c>.</summary>
    OpenAIChat,

    /// <summary>OpenAI Responses: <c>POST /v1/responses</c>.</summary>
    OpenAIResponses,

    /// <summary>Google Gemini: <c>POST /v1beta/models/{model}:generateContent</c>.</summary>
    Gemini,
}

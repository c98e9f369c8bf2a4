using System.Text.Json;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Keeps the contents in turns: one role after the other, none empty, the user first and last.</summary>
internal sealed class GeminiContent(Utf8JsonWriter json)
{
    private string? _role;

    public void Open(string role)
    {
        if (_role == role)
            return;
        if (_role is null && role == "model")
            AddText("user", "[An earlier part of the conversation was left out.]");
        Close();
        _role = role;
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteStartArray("parts"u8);
    }

    public void Add(string role, in RequestPart part, string? signature = null)
    {
        if (GeminiText.IsEmpty(part))
            return;
        Open(role);
        GeminiParts.Write(json, part, signature);
    }

    public void End()
    {
        if (_role != "user")
            AddText("user", "Continue.");
        Close();
    }

    private void AddText(string role, string text) => Add(role, RequestParts.Text(text));

    private void Close()
    {
        if (_role is null)
            return;
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

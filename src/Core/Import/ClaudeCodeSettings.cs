using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>The part of a Claude Code settings object that says where its inference comes from.</summary>
internal sealed class ClaudeCodeSettings
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    private ClaudeCodeSettings(JsonElement root)
    {
        if (root.TryGetProperty("env", out var environment) && environment.ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in environment.EnumerateObject())
            {
                var value = variable.Value.ValueKind == JsonValueKind.String ? variable.Value.GetString()! : variable.Value.GetRawText();
                if (!string.IsNullOrWhiteSpace(value))
                    _environment[variable.Name] = value.Trim();
            }
        }

        HasKeyHelper = !string.IsNullOrWhiteSpace(ProviderJson.Text(root, "apiKeyHelper"));
        Model = ProviderJson.Text(root, "model");
        LegacyFormat = ProviderJson.Text(root, "api_format") ?? (IsSet(root, "openrouter_compat_mode") ? "openai_chat" : null);
    }

    /// <summary>Whether a program of the user's gives the key. It is never run.</summary>
    public bool HasKeyHelper { get; }

    /// <summary>The settings' own model, which a variable overrules.</summary>
    public string? Model { get; }

    /// <summary>The API format where old versions of cc-switch kept it.</summary>
    public string? LegacyFormat { get; }

    /// <summary>A variable of the <c>env</c> block; null where it is missing or blank.</summary>
    public string? this[string variable] => _environment.TryGetValue(variable, out var value) ? value : null;

    public bool IsOn(string variable) => this[variable] is { } value && value != "0" && !value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <param name="json">The settings' text.</param>
    /// <param name="path">The file, for the error.</param>
    public static ClaudeCodeSettings Parse(ReadOnlyMemory<byte> json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ClaudeCodeSettings(document.RootElement)
                : throw ImportErrors.Unreadable(path, "holds JSON, but not an object.");
        }
        catch (JsonException e)
        {
            throw ImportErrors.Unreadable(path, $"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).");
        }
    }

    // Those versions wrote a flag as true, as 1 and as a text.
    private static bool IsSet(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) && found.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) && found.ToString().ToUpperInvariant() is "TRUE" or "1";

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }) ? json.Slice(3) : json;
}

using System;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What must be known of a request before it is clear who answers it.</summary>
/// <param name="Model">The requested model.</param>
/// <param name="ModelRange">Where the model's JSON value, quotes included, stands in the body.</param>
/// <param name="Stream">Whether the client wants events.</param>
internal sealed record RequestEnvelope(string Model, Range ModelRange, bool Stream)
{
    /// <summary>Who asks, as the client says it in <c>metadata</c>.</summary>
    public string? UserId { get; private init; }

    /// <summary>Reads the body from end to end, so that what goes upstream is JSON.</summary>
    /// <param name="body">The body.</param>
    /// <param name="json">The same, where it is read as a whole anyway, since it will be translated.</param>
    public static RequestEnvelope Read(ReadOnlySpan<byte> body, RequestJson? json = null)
    {
        if (!Utf8.IsValid(body))
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("The request body is not valid UTF-8."));
        try
        {
            return json is null ? Scan(body) : Of(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AnthropicErrorException(AnthropicError.InvalidRequest($"The request body is not valid JSON: {e.Message}"), e);
        }
    }

    private static RequestEnvelope Of(RequestJson json)
    {
        if (json.Root.ValueKind != JsonValueKind.Object)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("The request body must be a JSON object."));
        JsonElement? model = null, stream = null;
        foreach (var member in json.Root.EnumerateObject())
        {
            var isModel = member.NameEquals("model"u8);
            if (!isModel && !member.NameEquals("stream"u8))
                continue;
            if ((isModel ? model : stream) is not null)
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{member.Name}: stands twice."));
            model = isModel ? member.Value : model;
            stream = isModel ? stream : member.Value;
        }

        return model is not { ValueKind: JsonValueKind.String } name
            ? throw new AnthropicErrorException(AnthropicError.InvalidRequest("model: Field required"))
            : new RequestEnvelope(name.GetString()!, json.RangeOf(JsonMarshal.GetRawUtf8Value(name)), stream?.ValueKind == JsonValueKind.True) { UserId = new MessageRequest(json.Root).UserId };
    }

    private static RequestEnvelope Scan(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, JsonOptions.Read);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("The request body must be a JSON object."));
        string? model = null;
        var range = default(Range);
        var stream = false;
        string? user = null;
        bool seenModel = false, seenStream = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = reader.ValueTextEquals("model"u8);
            var isStream = !isModel && reader.ValueTextEquals("stream"u8);
            var isMetadata = !isModel && !isStream && reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if ((isModel && seenModel) || (isStream && seenStream))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{(isModel ? "model" : "stream")}: stands twice."));
            seenModel |= isModel;
            seenStream |= isStream;
            if (isModel && reader.TokenType == JsonTokenType.String)
            {
                model = reader.GetString();
                range = (int)reader.TokenStartIndex..(int)reader.BytesConsumed;
            }
            else if (isStream)
            {
                stream = reader.TokenType == JsonTokenType.True;
            }
            else if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
            {
                user = ReadUser(ref reader) ?? user;
            }

            reader.Skip();
        }

        if (reader.Read())
            throw new JsonException("Something follows the object.");
        return model is null ? throw new AnthropicErrorException(AnthropicError.InvalidRequest("model: Field required")) : new RequestEnvelope(model, range, stream) { UserId = user };
    }

    private static string? ReadUser(ref Utf8JsonReader reader)
    {
        string? user = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUser = reader.ValueTextEquals("user_id"u8);
            reader.Read();
            if (isUser && reader.TokenType == JsonTokenType.String)
                user = reader.GetString();
            reader.Skip();
        }

        return user;
    }
}

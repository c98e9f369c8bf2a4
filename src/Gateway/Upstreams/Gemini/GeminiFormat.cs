using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Gemini's <c>generateContent</c>, as Google's own API and Vertex AI speak it.</summary>
internal sealed class GeminiFormat : ITranslatedFormat
{
    public const string Name = "gemini";
    private readonly SignatureMemory _memory = new();
    private readonly ConcurrentDictionary<string, bool> _plainSchemas = new(StringComparer.Ordinal);

    public string Kind => Name;

    public ITranslation Translate(Exchange exchange, MessageRequest request, PooledBuffer body)
    {
        var provider = exchange.Route.Provider;
        var dialect = Dialect(exchange);
        Write(body, request, dialect);
        var stops = request.StopSequences;
        return new GeminiTranslation(Address(provider, exchange.Route.Model, request.Stream), provider.Name, dialect, new GeminiCallIds(() => body.Memory), request.OneToolAtATime, Repair)
        {
            EmulatedStops = stops.Count <= GeminiRequestWriter.MostStops ? [] : [.. stops.Select(stop => Encoding.UTF8.GetBytes(stop.GetString()!))],
        };

        bool Repair(AnthropicError refusal, PooledBuffer rewritten)
        {
            if (Amend(refusal, provider, dialect) is not { } amended)
                return false;
            rewritten.Clear();
            Write(rewritten, request, amended);
            return true;
        }
    }

    public Uri? TranslateCount(Exchange exchange, MessageRequest request, PooledBuffer body)
    {
        if (request.Messages.Count == 0)
            return null;
        var provider = exchange.Route.Provider;
        GeminiCountWriter.Write(body, request, exchange.Route.Model, provider.BaseUri!, Dialect(exchange));
        return GeminiAddress.Of(provider.BaseUri!, exchange.Route.Model, "countTokens");
    }

    public long? ReadCount(JsonElement answer) => answer.Find("totalTokens") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt64(out var tokens) ? tokens : null;

    private static Uri Address(Provider provider, string model, bool stream) => stream
        ? GeminiAddress.Of(provider.BaseUri!, model, "streamGenerateContent", "?alt=sse")
        : GeminiAddress.Of(provider.BaseUri!, model, "generateContent");

    private static void Write(PooledBuffer body, in MessageRequest request, GeminiDialect dialect)
    {
        using var json = new Utf8JsonWriter(body, JsonOptions.Write);
        GeminiRequestWriter.Write(json, request, dialect);
    }

    private GeminiDialect Dialect(Exchange exchange)
    {
        var model = GeminiModels.Find(exchange.Route.Model);
        var account = exchange.Account;
        return new GeminiDialect(model, new GeminiNames(), new ThoughtSignatures(account, _memory))
        {
            PlainSchemas = model.PlainSchemas || _plainSchemas.ContainsKey(exchange.Route.Provider.BaseUri!.Authority),
        };
    }

    /// <summary>What to write otherwise after a refusal; null where nothing is to be gained.</summary>
    private GeminiDialect? Amend(AnthropicError refusal, Provider provider, GeminiDialect dialect)
    {
        if (refusal.Status != 400)
            return null;
        if (!dialect.PlainSchemas && refusal.Message.Contains("parametersJsonSchema", StringComparison.Ordinal))
        {
            _plainSchemas[provider.BaseUri!.Authority] = true;
            return dialect with { PlainSchemas = true };
        }

        var speaksOfSignatures = refusal.Message.Replace('_', ' ').Contains("thought signature", StringComparison.OrdinalIgnoreCase)
            || refusal.Message.Contains("thoughtSignature", StringComparison.OrdinalIgnoreCase);
        if (!speaksOfSignatures || dialect.Signatures.AreRefused)
            return null;
        dialect.Signatures.AreRefused = true;
        return dialect;
    }
}

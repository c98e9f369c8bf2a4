using System;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Telemetry;

/// <summary>Tells whoever listens of each request, when it is over. Nothing of what was said, and no name of a conversation.</summary>
/// <param name="find">The provider of an id, as it is now.</param>
internal sealed class TelemetrySink(Func<string, Provider?> find) : IUsageSink
{
    private const string Operation = "chat";

    public void Add(UsageRecord record)
    {
        // A request that no upstream was asked for is no operation of a model.
        if (!GatewayMeters.IsHeard || record.Tries == 0)
            return;
        var common = Common(record);
        Measure(record, common);
        Trace(record, common);
    }

    private TagList Common(UsageRecord record)
    {
        var provider = record.Provider is { } id ? find(id) : null;
        var tags = new TagList
        {
            { "gen_ai.operation.name", Operation },
            { "gen_ai.provider.name", GenAiProvider.NameOf(provider, record.Provider) },
        };
        if (record.Model is { } model)
            tags.Add("gen_ai.request.model", model);
        if (record.AnsweredModel is { } answered)
            tags.Add("gen_ai.response.model", answered);
        if (provider?.BaseUri is { } address)
        {
            tags.Add("server.address", address.Host);
            tags.Add("server.port", address.Port);
        }

        return tags;
    }

    private static void Measure(UsageRecord record, TagList common)
    {
        if (Prompt(record) + record.OutputTokens > 0)
        {
            GatewayMeters.Tokens.Record(Prompt(record), With(common, "gen_ai.token.type", "input"));
            GatewayMeters.Tokens.Record(record.OutputTokens, With(common, "gen_ai.token.type", "output"));
        }

        if (record.FirstByte is { } first && Error(record) is null)
        {
            GatewayMeters.FirstToken.Record(first.TotalSeconds, common);
            if (record.IsStream)
                GatewayMeters.FirstChunk.Record(first.TotalSeconds, common);
        }

        GatewayMeters.Duration.Record(record.Duration.TotalSeconds, Error(record) is { } error ? With(common, "error.type", error) : common);
    }

    // The span is made when all of it is known, with the times that it had. It has no parent: what a client says of its own is not passed on.
    private static void Trace(UsageRecord record, TagList common)
    {
        if (!GatewayMeters.Spans.HasListeners())
            return;
        var before = Activity.Current;
        Activity.Current = null;
        using (var span = GatewayMeters.Spans.StartActivity($"{Operation} {record.Model}", ActivityKind.Client, default(ActivityContext), common, startTime: record.Time))
        {
            if (span is not null)
                Fill(span, record);
        }

        Activity.Current = before;
    }

    private static void Fill(Activity span, UsageRecord record)
    {
        span.SetTag("gen_ai.usage.input_tokens", Prompt(record));
        span.SetTag("gen_ai.usage.output_tokens", record.OutputTokens);
        span.SetTag("gen_ai.usage.cache_read.input_tokens", record.CacheReadTokens);
        span.SetTag("gen_ai.usage.cache_creation.input_tokens", record.CacheWriteTokens);
        span.SetTag("claudedesktop.request.id", record.RequestId);
        span.SetTag("claudedesktop.request.model", record.RequestedModel);
        span.SetTag("claudedesktop.role", record.Role?.ToString());
        span.SetTag("claudedesktop.tries", record.Tries);
        if (record.Cost is { } cost)
            span.SetTag("claudedesktop.cost", (double)cost);
        if (record.Session is { Length: > 0 } session)
            span.SetTag("gen_ai.conversation.id", Pseudonym(session));
        if (record.IsStream)
        {
            span.SetTag("gen_ai.request.stream", true);
            span.SetTag("gen_ai.response.time_to_first_chunk", record.FirstByte?.TotalSeconds);
        }

        if (Error(record) is { } error)
        {
            span.SetTag("error.type", error);
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.SetEndTime((record.Time + record.Duration).UtcDateTime);
    }

    private static long Prompt(UsageRecord record) => record.InputTokens + record.CacheReadTokens + record.CacheWriteTokens;

    private static string? Error(UsageRecord record) => record.Error ?? (record.Status >= 400 ? record.Status.ToString(CultureInfo.InvariantCulture) : null);

    private static TagList With(TagList tags, string name, string value)
    {
        tags.Add(name, value);
        return tags;
    }

    // The same for all requests of a conversation, and of no use to find it by.
    private static string Pseudonym(string session) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("conversation " + session)).AsSpan(0, 8));
}

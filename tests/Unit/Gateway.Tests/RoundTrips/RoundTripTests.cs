using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Conversations of five turns, before upstreams that refuse whatever their vendors would.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string, bool> Conversations { get; } = new(
        from vendor in (string[])["chat", "chat, reasoning replayed", "chat, plain", "responses", "gemini", "anthropic"]
        from isStreamed in (bool[])[true, false]
        select (vendor, isStreamed));

    [Theory]
    [MemberData(nameof(Conversations))]
    public Task Five_turns_keep_the_vendors_rules(string vendor, bool isStreamed) => HoldAsync(Find(vendor), null, isStreamed);

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Five_turns_fit_the_vendors_types(string vendor, bool isStreamed)
    {
        Assert.SkipWhen(FieldLists.Absent is not null, FieldLists.Absent ?? "");
        var found = Find(vendor);
        await HoldAsync(found, FieldLists.Of(found.Format), isStreamed);
    }

    internal static async Task<StrictUpstream> HoldAsync(Vendor vendor, FieldList? fields, bool isStreamed)
    {
        await using var gateway = await TestGateway.StartAsync(vendor.Format, vendor.Model);
        var upstream = new StrictUpstream(vendor, fields);
        gateway.Upstream.Answer = context => upstream.AnswerAsync(context, gateway.Upstream.Requests.Last());
        await new Conversation(gateway, upstream, isStreamed).HoldAsync();
        Assert.Equal(5, upstream.Answered);
        Assert.Equal(5, gateway.Upstream.Requests.Count);
        vendor.CheckLast(gateway.Upstream.Requests.Last().Json);
        return upstream;
    }

    private static Vendor Find(string name) => name switch
    {
        "chat" => new ChatVendor("gpt-5.6-sol"),
        "chat, reasoning replayed" => new ChatVendor("deepseek-v4"),
        "chat, plain" => new ChatVendor("upstream-model"),
        "responses" => new ResponsesVendor(),
        "gemini" => new GeminiVendor(),
        "anthropic" => new AnthropicVendor(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}

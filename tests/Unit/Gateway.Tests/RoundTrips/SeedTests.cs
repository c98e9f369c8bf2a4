using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Fuzz;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Requests with every kind of block, for many models and vendors, against the vendors' types.</summary>
public sealed class SeedTests
{
    private static readonly (ApiFormat Format, string[] Models)[] Locals =
    [
        (ApiFormat.OpenAIChat, ["gpt-5.6-sol", "gpt-4o", "o3", "deepseek-v4", "minimax-m3", "upstream-model"]),
        (ApiFormat.OpenAIResponses, ["gpt-6-astra", "gpt-5.6-sol", "gpt-4o", "upstream-model"]),
        (ApiFormat.Gemini, ["gemini-3.6-flash", "gemini-2.5-flash", "gemini-2.0-flash"]),
    ];

    public static TheoryData<ApiFormat, string> Models { get; } = new(Locals.SelectMany(one => one.Models.Select(model => (one.Format, model))));

    public static TheoryData<string, string> Vendors { get; } = new(
        ("api.openai.com", "gpt-5.6-sol"),
        ("x.openai.azure.com", "gpt-5.5"),
        ("api.githubcopilot.com", "gpt-5.5"),
        ("api.githubcopilot.com", "claude-sonnet-4.6"),
        ("openrouter.ai", "anthropic/claude-sonnet-5"),
        ("openrouter.ai", "z-ai/glm-5"),
        ("api.deepseek.com", "deepseek-v4-pro"),
        ("open.bigmodel.cn", "glm-5"),
        ("api.moonshot.ai", "kimi-k3"),
        ("api.xiaomimimo.com", "mimo-v3"),
        ("api.minimax.io", "MiniMax-M3"),
        ("dashscope.aliyuncs.com", "qwen3-max"),
        ("api.mistral.ai", "mistral-large-latest"),
        ("api.x.ai", "grok-4.5"),
        ("api.groq.com", "openai/gpt-oss-120b"),
        ("generativelanguage.googleapis.com", "gemini-3-pro-preview"));

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_kind_of_block_fits_the_vendors_types(ApiFormat format, string model)
    {
        Assert.SkipWhen(FieldLists.Absent is not null, FieldLists.Absent ?? "");
        Assert.DoesNotContain(OfModel(format, model), found => found.Exception is null);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_vendor_is_sent_OpenAIs_members_and_its_own(string host, string model)
    {
        Assert.SkipWhen(FieldLists.Absent is not null, FieldLists.Absent ?? "");
        Assert.DoesNotContain(OfVendor(host, model), found => found.Exception is null);
    }

    [Fact]
    public async Task No_exception_stands_without_need()
    {
        Assert.SkipWhen(FieldLists.Absent is not null, FieldLists.Absent ?? "");
        var needed = Models.SelectMany(row => OfModel(row.Data.Item1, row.Data.Item2))
            .Concat(Vendors.SelectMany(row => OfVendor(row.Data.Item1, row.Data.Item2)))
            .Select(found => found.Exception).OfType<FieldException>().ToHashSet();
        foreach (var vendor in (Vendor[])[new ResponsesVendor(), new ChatVendor("deepseek-v4")])
            needed.UnionWith((await RoundTripTests.HoldAsync(vendor, FieldLists.Of(vendor.Format), isStreamed: true)).Used);
        Assert.Empty(FieldExceptions.All.Except(needed));
    }

    private static List<(FieldProblem Problem, FieldException? Exception)> OfModel(ApiFormat format, string model)
    {
        var found = new List<(FieldProblem, FieldException?)>();
        foreach (var seed in RequestSeeds.All)
        {
            using var translation = new InMemory(format, Encoding.UTF8.GetBytes(seed), model);
            found.AddRange(Problems(format, $"{FieldExceptions.Local}/{model}", JsonDocument.Parse(translation.Sent.Memory).RootElement));
        }

        return found;
    }

    private static List<(FieldProblem Problem, FieldException? Exception)> OfVendor(string host, string model) =>
        [.. RequestSeeds.All.SelectMany(seed => Problems(ApiFormat.OpenAIChat, $"{host}/{model}", ChatBody.For(host, model, seed)))];

    private static List<(FieldProblem Problem, FieldException? Exception)> Problems(ApiFormat format, string host, JsonElement request) =>
        [.. FieldLists.Of(format)!.Check(request).Select(problem => (problem, FieldExceptions.For(format, host, problem)))];
}

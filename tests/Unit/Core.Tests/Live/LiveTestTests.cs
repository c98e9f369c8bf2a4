using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;
using static ClaudeDesktop.Tests.Support.LiveStage;

namespace ClaudeDesktop.Tests.Live;

public class LiveTestTests
{
    [Fact]
    public async Task A_direct_provider_is_asked_as_Claude_Desktop_would()
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages?beta=true", Whole);

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"], Headers = new Dictionary<string, string> { ["X-Team"] = "blue" } });

        Assert.Null(result.Problem);
        Assert.Equal(
            (true, TestWay.Direct, true, true, true, "claude-haiku-4-5", "claude-haiku-real"),
            (result.Succeeded, result.Way, result.Reached, result.Authenticated, result.Streamed, result.RequestedModel, result.Model));
        Assert.True(result.FirstByteMs > 0 && result.LatencyMs >= result.FirstByteMs && double.IsFinite(result.LatencyMs));
        var call = stage.Server.Calls.Single(call => call.Method == "POST");
        Assert.Equal(("POST", "Bearer " + Key, "2023-06-01", "blue"), (call.Method, call.Headers["Authorization"], call.Headers["anthropic-version"], call.Headers["X-Team"]));
        Assert.Contains("\"stream\":true", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_list_of_models_the_provider_is_asked_for_one()
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages?beta=true", Whole);
        stage.Json("/v1/models?limit=1000", 200, """{"data":[{"id":"gpt-5"},{"id":"anthropic/claude-sonnet-5"},{"id":"anthropic/claude-haiku-4.5"}]}""");

        Assert.Equal("anthropic/claude-haiku-4.5", (await stage.RunAsync(Direct)).RequestedModel);
    }

    public static TheoryData<ApiFormat, string, string[]> Formats { get; } = new()
    {
        { ApiFormat.AnthropicMessages, "/v1/messages", Whole },
        {
            ApiFormat.OpenAIChat,
            "/v1/chat/completions",
            [
                """{"model":"claude-haiku-real","choices":[{"delta":{"role":"assistant"}}]}""",
                """{"choices":[{"delta":{"content":"one"}}]}""",
                """{"choices":[{"delta":{"content":"two"}}]}""",
                """{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c","function":{"name":"report","arguments":"{\"word\":"}}]}}]}""",
                """{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"done\"}"}}]}}]}""",
                """{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}""",
                """{"choices":[],"usage":{"prompt_tokens":20,"completion_tokens":9}}""",
            ]
        },
        {
            ApiFormat.OpenAIResponses,
            "/v1/responses",
            [
                """{"type":"response.created","response":{"model":"claude-haiku-real"}}""",
                """{"type":"response.output_text.delta","delta":"one"}""",
                """{"type":"response.output_text.delta","delta":"two"}""",
                """{"type":"response.output_item.added","item":{"type":"function_call","name":"report"}}""",
                """{"type":"response.function_call_arguments.delta","delta":"{\"word\":\"done\"}"}""",
                """{"type":"response.completed","response":{"model":"claude-haiku-real","usage":{"input_tokens":20,"output_tokens":9}}}""",
            ]
        },
        {
            ApiFormat.Gemini,
            "/v1beta/models/upstream-1:streamGenerateContent?alt=sse",
            [
                """{"modelVersion":"claude-haiku-real","candidates":[{"content":{"parts":[{"text":"one"}]}}]}""",
                """{"candidates":[{"content":{"parts":[{"text":"two"}]}}]}""",
                """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"report","args":{"word":"done"}}}]}}]}""",
                """{"candidates":[{"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":20,"candidatesTokenCount":4,"thoughtsTokenCount":5}}""",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_mapped_provider_that_is_not_active_is_asked_in_its_own_format(ApiFormat format, string path, string[] events)
    {
        await using var stage = new LiveStage();
        stage.Stream(path, events);

        var result = await stage.RunAsync(Mapped with { ApiFormat = format });

        Assert.Null(result.Problem);
        Assert.Equal((TestWay.Upstream, "upstream-1", "claude-haiku-real", true, true), (result.Way, result.RequestedModel, result.Model, result.Streamed, result.Authenticated));
        Assert.Equal((format == ApiFormat.AnthropicMessages ? FeatureSupport.Native : FeatureSupport.Mapped, 20L, 9L), (result.Tools, result.InputTokens, result.OutputTokens));
        var question = stage.Server.Calls.Single(call => call.Path == path);
        Assert.Contains("\"report\"", question.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_active_mapped_provider_is_asked_through_the_gateway_that_runs()
    {
        await using var stage = new LiveStage();
        stage.Stream("/claude-desktop/v1/messages?beta=true", Whole);
        stage.PretendGateway();

        var result = await stage.RunAsync(Mapped, activate: true);

        Assert.Null(result.Problem);
        Assert.Equal((TestWay.Gateway, "claude-sonnet-5"), (result.Way, result.RequestedModel));
        var call = stage.Server.Calls.Single(call => call.Path.StartsWith("/claude-desktop/", StringComparison.Ordinal));
        Assert.StartsWith("Bearer cd-", call.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(FeatureSupport.Mapped, result.Tools);
        Assert.DoesNotContain(Key, string.Join(' ', call.Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_active_mapped_provider_without_a_gateway_is_no_success_though_it_answers()
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/chat/completions", (string[])Formats.Single(row => row.Data.Item1 == ApiFormat.OpenAIChat).Data.Item3);

        var result = await stage.RunAsync(Mapped, activate: true);

        Assert.Equal((TestWay.Upstream, true, true, false), (result.Way, result.Reached, result.Streamed, result.Succeeded));
        Assert.Contains("Start-CDGateway", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_comes_all_at_once_is_not_called_streamed()
    {
        await using var stage = new LiveStage();
        stage.Json("/v1/messages?beta=true", 200, string.Concat(new[] { Start, Delta, Delta, Stop }.Select(data => $"data: {data}\n\n")), "text/event-stream");

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Equal((false, true, false), (result.Streamed, result.Authenticated, result.Succeeded));
        Assert.Contains("all at once", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beginning_at_once_and_all_words_at_the_end_is_not_called_streamed()
    {
        await using var stage = new LiveStage();
        stage.Answer("/v1/messages?beta=true", async (_, stream) =>
        {
            await LoopbackServer.StartStreamAsync(stream);
            await LoopbackServer.WriteAsync(stream, $"data: {Start}\n\n");
            Assert.True(await stage.Seen.WaitAsync(Patience));
            await LoopbackServer.WriteAsync(stream, string.Concat(Whole.Skip(1).Select(data => $"data: {data}\n\n")));
        });

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Equal((false, FeatureSupport.Native, false), (result.Streamed, result.Tools, result.Succeeded));
        Assert.Contains("all at once", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_answer_that_came_at_once_is_not_the_last_word()
    {
        await using var stage = new LiveStage();
        stage.Answer("/v1/messages?beta=true", async (_, stream) =>
        {
            if (stage.Questions().Count() == 1)
                await LoopbackServer.SendAsync(stream, 200, "text/event-stream", string.Concat(Whole.Select(data => $"data: {data}\n\n")));
            else
                await StreamAsync(stage, stream, [Start, Delta, Delta, Stop]);
        });

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Null(result.Problem);
        Assert.Equal((true, FeatureSupport.Native), (result.Streamed, result.Tools));
    }

    [Fact]
    public async Task Pieces_that_come_within_a_moment_are_one_block_that_was_cut()
    {
        await using var stage = new LiveStage { TimePasses = false };
        stage.Stream("/v1/messages?beta=true", Whole);

        Assert.Contains("all at once", (await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] })).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_comes_whole_is_no_sign_that_words_do_not_stream()
    {
        await using var stage = new LiveStage();
        stage.Answer("/v1/messages?beta=true", async (call, stream) =>
        {
            if (call.Body.Contains("\"tools\"", StringComparison.Ordinal))
                await LoopbackServer.SendAsync(stream, 200, "text/event-stream", string.Concat(new[] { Start, Call, Arguments, Stop }.Select(data => $"data: {data}\n\n")));
            else
                await StreamAsync(stage, stream, [Start, Delta, Delta, Stop]);
        });

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Null(result.Problem);
        Assert.Equal((true, FeatureSupport.Native), (result.Streamed, result.Tools));
    }

    [Theory]
    [InlineData("broke off", Start, Delta)]
    [InlineData("without a word", Start, Stop)]
    [InlineData("It says: Overloaded", Start, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    public async Task A_stream_that_fails_is_no_success(string says, params string[] events)
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages?beta=true", events);

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Equal(double.PositiveInfinity, result.LatencyMs);
    }

    [Fact]
    public async Task What_cannot_be_asked_says_why()
    {
        await using var stage = new LiveStage();

        Assert.Contains("has no key", (await stage.RunAsync(Direct, withKey: false)).Problem, StringComparison.Ordinal);
        Assert.Contains("no route", (await stage.RunAsync(Mapped with { Routes = [] })).Problem, StringComparison.Ordinal);
        Assert.Contains("lead to other providers", (await stage.RunAsync(Mapped with { Routes = [Mapped.Routes[0] with { ProviderId = "q" }] })).Problem, StringComparison.Ordinal);
        Assert.Contains("Claude.ai account", (await stage.RunAsync(OfficialProvider.Create(true))).Problem, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Calls);
    }

    [Fact]
    public async Task Nobody_there_is_not_reached()
    {
        await using var stage = new LiveStage();
        await stage.Server.DisposeAsync();

        var result = await stage.RunAsync(Mapped);

        Assert.Equal((false, null, false), (result.Reached, result.Authenticated, result.Succeeded));
        Assert.Contains("nothing listens there", result.Problem, StringComparison.Ordinal);
        Assert.Contains("Start the server", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_ends_in_the_middle_of_an_answer_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        await using var stage = new LiveStage { Arrived = stop.Cancel };
        stage.Server.Answer = async (_, stream, end) =>
        {
            await LoopbackServer.StartStreamAsync(stream);
            await LoopbackServer.WriteAsync(stream, $"data: {Start}\n\n");
            await Task.Delay(Timeout.Infinite, end);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] }, cancellation: stop.Token));
    }
}

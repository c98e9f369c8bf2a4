using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;
using static ClaudeDesktop.Tests.Support.LiveStage;

namespace ClaudeDesktop.Tests.Live;

public class LiveFeatureTests
{
    private const string Door = "/v1/messages?beta=true";

    [Fact]
    public async Task A_model_that_only_talks_is_asked_for_nothing_but_the_call_and_then_believed()
    {
        await using var stage = new LiveStage();
        stage.Stream(Door, Start, Delta, Delta, Counted, Stop);

        var result = await stage.RunAsync(Asked);

        Assert.Equal((FeatureSupport.Unsupported, true, false), (result.Tools, result.Streamed, result.Succeeded));
        Assert.Contains("called no tool, though it was asked to twice", result.Problem, StringComparison.Ordinal);
        Assert.Contains("tool_choice", stage.Questions().Last().Body, StringComparison.Ordinal);
        Assert.Equal((40L, 18L), (result.InputTokens, result.OutputTokens));
    }

    [Fact]
    public async Task A_model_that_calls_when_it_is_asked_for_nothing_else_calls_tools()
    {
        await using var stage = new LiveStage();
        stage.Answer(Door, (call, stream) => StreamAsync(stage, stream, call.Body.Contains("tool_choice", StringComparison.Ordinal) ? [Start, Call, Arguments, Stop] : [Start, Delta, Delta, Stop]));

        var result = await stage.RunAsync(Asked);

        Assert.Null(result.Problem);
        Assert.Equal((FeatureSupport.Native, true), (result.Tools, result.Streamed));
    }

    [Fact]
    public async Task An_answer_that_was_cut_short_says_nothing_about_tools()
    {
        await using var stage = new LiveStage();
        stage.Stream(Door, Start, Delta, Delta, """{"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":1024}}""", Stop);

        var result = await stage.RunAsync(Asked);

        Assert.Null(result.Problem);
        Assert.Equal(FeatureSupport.Unknown, result.Tools);
    }

    [Theory]
    [InlineData(400, "registry.ollama.ai/library/gemma:2b does not support tools")]
    [InlineData(404, "No endpoints found that support tool use. Try another model.")]
    [InlineData(500, "tools param requires --jinja flag")]
    public async Task A_server_that_takes_no_tools_is_told_from_one_that_does_not_answer(int status, string words)
    {
        await using var stage = new LiveStage();
        stage.Answer(Door, (call, stream) => call.Body.Contains("\"tools\"", StringComparison.Ordinal)
            ? LoopbackServer.SendAsync(stream, status, "application/json", $$$"""{"error":{"message":"{{{words}}}"}}""")
            : StreamAsync(stage, stream, [Start, Delta, Delta, Stop]));

        var result = await stage.RunAsync(Asked);

        Assert.Equal((true, true, FeatureSupport.Unsupported, false), (result.Reached, result.Streamed, result.Tools, result.Succeeded));
        Assert.Contains(words.TrimEnd('.'), result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"word\": \"do"}}""", "its arguments")]
    [InlineData("""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{}"}}""", "its arguments")]
    public async Task A_call_that_comes_back_broken_is_no_success(string arguments, string says)
    {
        await using var stage = new LiveStage();
        stage.Stream(Door, Start, Delta, Delta, Call, arguments, Stop);

        var result = await stage.RunAsync(Asked);

        Assert.Equal((FeatureSupport.Unsupported, false), (result.Tools, result.Succeeded));
        Assert.Contains(says, result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Full_there_is_one_question_and_pictures_and_searches_stay_unknown()
    {
        await using var stage = new LiveStage();
        stage.Stream(Door, Whole);

        var result = await stage.RunAsync(Asked);

        Assert.Equal((FeatureSupport.Unknown, FeatureSupport.Unknown), (result.Images, result.WebSearch));
        Assert.Single(stage.Questions());
    }

    [Theory]
    [InlineData("Red.", true, FeatureSupport.Native, FeatureSupport.Native)]
    [InlineData("I cannot see pictures", false, FeatureSupport.Unsupported, FeatureSupport.Unsupported)]
    public async Task With_Full_the_model_must_name_the_colour_and_bring_what_it_found(string colour, bool searches, FeatureSupport images, FeatureSupport search)
    {
        await using var stage = new LiveStage { IsFull = true };
        var said = $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{colour}}}"}}""";
        var found = """{"type":"content_block_start","index":0,"content_block":{"type":"web_search_tool_result","content":[]}}""";
        stage.Answer(Door, (call, stream) => StreamAsync(
            stage,
            stream,
            call.Body.Contains("image/png", StringComparison.Ordinal) ? [Start, said, Stop] : call.Body.Contains("web_search_20250305", StringComparison.Ordinal) ? [Start, searches ? found : Delta, Delta, Stop] : Whole));

        var result = await stage.RunAsync(Asked);

        Assert.Null(result.Problem);
        Assert.Equal((images, search), (result.Images, result.WebSearch));
        Assert.Equal(3, stage.Questions().Count());
    }

    [Theory]
    [InlineData("This model does not support image input", FeatureSupport.Unsupported)]
    [InlineData("Overloaded", FeatureSupport.Unknown)]
    public async Task A_refused_picture_says_no_only_where_it_is_the_picture_that_is_refused(string words, FeatureSupport expected)
    {
        await using var stage = new LiveStage { IsFull = true };
        stage.Answer(Door, (call, stream) => call.Body.Contains("image/png", StringComparison.Ordinal)
            ? LoopbackServer.SendAsync(stream, 400, "application/json", $$$"""{"error":{"message":"{{{words}}}"}}""")
            : StreamAsync(stage, stream, Whole));

        Assert.Equal(expected, (await stage.RunAsync(Asked)).Images);
    }

    [Fact]
    public async Task What_the_vendor_lists_is_not_asked_for()
    {
        await using var stage = new LiveStage { IsFull = true };
        stage.Stream(Door, Whole);
        stage.Json("/v1/models?limit=1000", 200, """{"data":[{"id":"claude-haiku-4-5","context_length":200000,"architecture":{"input_modalities":["text","image"]}}]}""");

        var result = await stage.RunAsync(Asked);

        Assert.Equal((200000L, FeatureSupport.Native), (result.ContextLength, result.Images));
        Assert.DoesNotContain(stage.Questions(), call => call.Body.Contains("image/png", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Chat_server_that_does_not_count_in_streams_is_asked_without()
    {
        await using var stage = new LiveStage();
        var events = (string[])LiveTestTests.Formats.Single(row => row.Data.Item1 == ApiFormat.OpenAIChat).Data.Item3;
        stage.Answer("/v1/chat/completions", (call, stream) => call.Body.Contains("stream_options", StringComparison.Ordinal)
            ? LoopbackServer.SendAsync(stream, 400, "application/json", """{"error":{"message":"Unrecognized request argument supplied: stream_options"}}""")
            : StreamAsync(stage, stream, events[..^1]));

        var result = await stage.RunAsync(Mapped);

        Assert.Null(result.Problem);
        Assert.Equal((FeatureSupport.Mapped, FeatureSupport.Unsupported, null), (result.Tools, result.WebSearch, result.OutputTokens));
    }

    [Theory]
    [InlineData("Ollama", "qwen3.5", 0.0)]
    [InlineData("Ollama", "kimi-k2.6:cloud", null)]
    [InlineData(null, "a-model-without-a-price", null)]
    public async Task What_the_test_cost_is_told_where_the_price_is_known(string? preset, string model, double? cost)
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages", Whole);

        var result = await stage.RunAsync(Mapped with { ApiFormat = ApiFormat.AnthropicMessages, AuthScheme = AuthScheme.None, Preset = preset, Routes = [Mapped.Routes[0] with { Model = model }] });

        Assert.Equal(((decimal?)cost, 20L, 9L), (result.Cost, result.InputTokens, result.OutputTokens));
    }

    [Fact]
    public async Task A_price_is_counted_for_all_questions_together()
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages", Start, Delta, Delta, Counted, Stop);
        stage.Prices("""{"prices":[{"name":"upstream-1","inputPerMtok":3,"outputPerMtok":15}]}""");

        var result = await stage.RunAsync(Mapped with { ApiFormat = ApiFormat.AnthropicMessages });

        Assert.Equal(0.00039m, result.Cost);
    }

    private static Provider Asked => Direct with { Models = ["claude-haiku-4-5"] };
}

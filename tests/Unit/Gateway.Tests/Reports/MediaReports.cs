using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class MediaReports
{
    private const string Refusal = """{"error":{"message":"Failed to deserialize the JSON body: messages[1]: unknown variant `image_url`, expected `text`","type":"invalid_request_error"}}""";

    [Fact]
    public async Task REG_075_A_result_that_is_one_image_is_shown_as_an_image()
    {
        var sent = await Sent.ToChatAsync(Shots("""{"type":"tool_result","tool_use_id":"a","content":[IMAGE-A]}"""));
        Sent.AssertJson(
            """
            [{"role":"tool","tool_call_id":"a","content":"[image 1 of call a] follows below."},
             {"role":"tool","tool_call_id":"b","content":"[No result was recorded for this call.]"},
             {"role":"user","content":[{"type":"text","text":"[image 1 of call a]"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]
            """,
            Tail(sent));
    }

    [Fact]
    public async Task REG_077_Images_beside_text_in_a_result_are_kept()
    {
        var sent = await Sent.ToChatAsync(Shots("""{"type":"tool_result","tool_use_id":"a","is_error":true,"content":[{"type":"text","text":"Before"},IMAGE-A,{"type":"text","text":"After"},IMAGE-B]},{"type":"text","text":"And?"}"""));
        Assert.Equal("Error: Before\n[image 2 of call a] follows below.\nAfter\n[image 4 of call a] follows below.", sent.Messages()[2].GetProperty("content").GetString());
        Sent.AssertJson(
            """
            {"role":"user","content":[{"type":"text","text":"[image 2 of call a]"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
             {"type":"text","text":"[image 4 of call a]"},{"type":"image_url","image_url":{"url":"data:image/png;base64,BBBB"}},{"type":"text","text":"And?"}]}
            """,
            sent.Messages()[4]);
    }

    [Fact]
    public async Task REG_078_Media_are_never_text_for_the_model_nor_for_the_count()
    {
        var data = new string('Q', 400_000);
        var fields = Shots($$$"""{"type":"tool_result","tool_use_id":"a","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{data}}}"}}]}""");
        var sent = await Sent.ToChatAsync(fields);
        var holders = sent.Messages().EnumerateArray().SelectMany(message => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts ? parts.EnumerateArray().ToArray() : [message])
            .Where(part => part.GetRawText().Contains(data, StringComparison.Ordinal)).ToArray();
        Assert.Equal("image_url", Assert.Single(holders).GetProperty("type").GetString());
        Assert.InRange(TokenEstimate.Of(JsonDocument.Parse(Bodies.Ask2(fields)).RootElement), 1_000, 10_000);
    }

    [Fact]
    public async Task REG_080_Each_result_keeps_its_own_images()
    {
        var fields = Shots("""{"type":"tool_result","tool_use_id":"b","content":[IMAGE-B]},{"type":"tool_result","tool_use_id":"a","content":[IMAGE-A]}""");
        var gemini = (await Sent.ToGeminiAsync(fields, "gemini-3-pro")).Json.GetProperty("contents").EnumerateArray()
            .SelectMany(content => content.GetProperty("parts").EnumerateArray()).Where(part => part.TryGetProperty("functionResponse", out _)).Select(part => part.GetProperty("functionResponse")).ToArray();
        Assert.Equal(["shot_a", "shot_b"], gemini.Select(response => response.GetProperty("name").GetString()));
        Assert.Equal(["AAAA", "BBBB"], gemini.Select(response => response.GetProperty("parts")[0].GetProperty("inlineData").GetProperty("data").GetString()));
        var images = (await Sent.ToChatAsync(fields)).Messages()[4].GetProperty("content");
        Assert.Equal("[image 1 of call a]", images[0].GetProperty("text").GetString());
        Assert.EndsWith("AAAA", images[1].GetProperty("image_url").GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Equal("[image 1 of call b]", images[2].GetProperty("text").GetString());
        Assert.EndsWith("BBBB", images[3].GetProperty("image_url").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, Refusal)]
    [InlineData(404, """{"error":{"message":"No endpoints found that support image input","code":404}}""")]
    [InlineData(400, """{"object":"error","message":"some-model is not a multimodal model","code":400}""")]
    [InlineData(500, """{"error":{"code":500,"message":"image input is not supported - hint: you may need to provide the mmproj","type":"server_error"}}""")]
    [InlineData(400, """{"error":{"message":"'messages[1].content' must be a string"}}""")]
    public async Task REG_081_A_blind_model_is_asked_again_with_a_mark_in_the_images_place(int status, string refusal)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = async context =>
        {
            var isBlind = gateway.Upstream.Requests.Last().Text.Contains("image_url", StringComparison.Ordinal);
            context.Response.StatusCode = isBlind ? status : 200;
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(isBlind ? refusal : """{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}"""));
        };
        using var response = await gateway.PostAsync(Bodies.Ask2(Shots("""{"type":"tool_result","tool_use_id":"a","content":[IMAGE-A]},{"type":"text","text":"See"},IMAGE-B""")));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, gateway.Upstream.Requests.Count);
        var messages = gateway.Upstream.Requests.Last().Messages();
        Assert.Equal("[An image stood here. This model cannot see images.]", messages[2].GetProperty("content").GetString());
        Assert.Equal("See\n\n[An image stood here. This model cannot see images.]", messages[4].GetProperty("content").GetString());
    }

    [Fact]
    public async Task REG_081_A_model_that_is_known_to_be_blind_is_shown_no_image()
    {
        var sent = await Sent.ToChatAsync(Shots("""{"type":"tool_result","tool_use_id":"a","content":[IMAGE-A]}"""), "openai/gpt-oss-120b");
        Assert.DoesNotContain("image_url", sent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"message":"max_tokens is too large"}}""", "[IMAGE-A]")]
    [InlineData(Refusal, "\"no image\"")]
    public async Task REG_081_No_other_refusal_is_taken_for_blindness(string refusal, string content)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(refusal, 400);
        using var response = await gateway.PostAsync(Bodies.Ask2(Shots($$$"""{"type":"tool_result","tool_use_id":"a","content":{{{content}}}}""")));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single(gateway.Upstream.Requests);
    }

    private static string Shots(string results) =>
        """
        "messages":[{"role":"user","content":"Look"},
          {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"shot_a","input":{}},{"type":"tool_use","id":"b","name":"shot_b","input":{}}]},
          {"role":"user","content":[RESULTS]}]
        """.Replace("RESULTS", results, StringComparison.Ordinal).Replace("IMAGE-A", Image("AAAA"), StringComparison.Ordinal).Replace("IMAGE-B", Image("BBBB"), StringComparison.Ordinal);

    private static string Image(string data) => $$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{{data}}}"}}""";

    private static JsonElement Tail(Received sent) => JsonSerializer.SerializeToElement(sent.Messages().EnumerateArray().Skip(2));
}

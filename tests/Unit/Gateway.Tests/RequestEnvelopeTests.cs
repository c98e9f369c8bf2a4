using System;
using System.Text;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>A request is looked through in one of two ways, by who will answer it. Nobody may notice which.</summary>
public sealed class RequestEnvelopeTests
{
    [Theory]
    [InlineData("""{"model":"claude-sonnet-5","stream":true,"messages":[]}""", "claude-sonnet-5 9..26 True ")]
    [InlineData("""{ "messages" : [ {"model":"x","stream":true} ], "mod\u0065l" : "claude-\u006fpus" }""", "claude-opus 63..81 False ")]
    [InlineData("""{"model":"é","metadata":{"user_id":"someone"},"stream":"true"}""", "é 9..13 False someone")]
    [InlineData("""{"system":"half \ud83d here","model":"m"}""", "m 37..40 False ")]
    [InlineData("""{"model":"m","metadata":{"user_id":7}}""", "m 9..12 False ")]
    [InlineData("""{"model":"a","model":"b"}""", "invalid_request_error model: stands twice.")]
    [InlineData("""{"model":"a","stream":true,"stream":false}""", "invalid_request_error stream: stands twice.")]
    [InlineData("""{"model":7}""", "invalid_request_error model: Field required")]
    [InlineData("""{}""", "invalid_request_error model: Field required")]
    [InlineData("""[1]""", "invalid_request_error The request body must be a JSON object.")]
    [InlineData("""{"model":"a"} x""", "invalid_request_error The request body is not valid JSON")]
    [InlineData("""{"model":"a",}""", "invalid_request_error The request body is not valid JSON")]
    [InlineData("", "invalid_request_error The request body is not valid JSON")]
    public void Both_ways_see_the_same(string body, string seen)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.StartsWith(seen, Seen(() => RequestEnvelope.Read(bytes)), StringComparison.Ordinal);
        using var json = new RequestJson(bytes);
        Assert.StartsWith(seen, Seen(() => RequestEnvelope.Read(bytes, json)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_both_ways()
    {
        byte[] bytes = [.. "{\"model\":\"a\",\"system\":\""u8, 0xFF, .. "\"}"u8];
        using var json = new RequestJson(bytes);
        Assert.Contains("UTF-8", Seen(() => RequestEnvelope.Read(bytes)), StringComparison.Ordinal);
        Assert.Contains("UTF-8", Seen(() => RequestEnvelope.Read(bytes, json)), StringComparison.Ordinal);
    }

    private static string Seen(Func<RequestEnvelope> read)
    {
        try
        {
            var envelope = read();
            return $"{envelope.Model} {envelope.ModelRange} {envelope.Stream} {envelope.UserId}";
        }
        catch (AnthropicErrorException e)
        {
            return $"{e.Error.Type} {e.Error.Message}";
        }
    }
}

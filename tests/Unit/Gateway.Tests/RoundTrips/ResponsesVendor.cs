using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.OpenAIResponses;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>OpenAI's Responses API.</summary>
internal sealed class ResponsesVendor() : Vendor(ApiFormat.OpenAIResponses, Ask.Model)
{
    private readonly List<string> _issued = [];

    public override string Answer(Turn turn, int number, bool isStreamed)
    {
        var items = new List<string>();
        if (turn.Thought is { } thought)
        {
            _issued.Add(Signature(number));
            items.Add(Wire.Reasoning(Signature(number), thought));
        }

        if (turn.Text is { } text)
            items.Add(Wire.Message(text));
        items.AddRange(turn.Calls.Select(call => Wire.Call(call.Id, call.Name, call.Input)));
        if (!isStreamed)
            return $$"""{"id":"r","object":"response","status":"completed","output":[{{string.Join(',', items)}}],"usage":{{Wire.Usage}}}""";
        string[] events = [Wire.Created, .. items.SelectMany((item, i) => Streamed(item, i, turn)), Wire.Completed(string.Join(',', items))];
        return string.Concat(events.Select(happened => $"data: {happened}\n\n"));
    }

    public override string? Breach(JsonElement request)
    {
        try
        {
            StrictResponses.Check(request, _issued);
            return null;
        }
        catch (Xunit.Sdk.XunitException e)
        {
            return e.Message;
        }
    }

    public override void CheckLast(JsonElement request)
    {
        var input = request.GetProperty("input").EnumerateArray().ToList();
        Assert.Equal(_issued, input.Where(item => item.GetProperty("type").GetString() == "reasoning").Select(item => item.GetProperty("encrypted_content").GetString()));
        var outputs = input.Where(item => item.GetProperty("type").GetString() == "function_call_output").Select(item => item.GetProperty("output")).ToList();
        Assert.Equal("input_image", outputs[0][0].GetProperty("type").GetString());
        Assert.Equal("Error: no such command", outputs[1].GetString());
        Assert.Equal("input_file", outputs[2][1].GetProperty("type").GetString());
    }

    private static IEnumerable<string> Streamed(string item, int index, Turn turn)
    {
        yield return Wire.Added(index, turn.Text is { } text ? item.Replace($"\"text\":{Quote(text)}", "\"text\":\"\"", StringComparison.Ordinal) : item);
        yield return Wire.Done(index, item);
    }
}

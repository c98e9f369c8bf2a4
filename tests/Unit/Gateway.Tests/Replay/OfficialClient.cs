using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Support;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>Reads answers of a gateway with Anthropic's own library. Every stream that it reads goes through the grammar as well.</summary>
internal sealed class OfficialClient : IDisposable
{
    private readonly Recorder _recorder = new();
    private readonly HttpClient _http;
    private readonly AnthropicClient _client;

    public OfficialClient(TestGateway gateway)
    {
        _http = new HttpClient(_recorder) { Timeout = TimeSpan.FromMinutes(2) };
        _client = new AnthropicClient { BaseUrl = gateway.Server.BaseUri.AbsoluteUri, AuthToken = gateway.Token, ApiKey = null, MaxRetries = 0, ResponseValidation = true, HttpClient = _http };
    }

    public async Task<Reading> ReadAsync(bool stream)
    {
        try
        {
            var message = stream ? await StreamAsync() : await _client.Messages.Create(Ask());
            message.Validate();
            return Of(message);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            return new Reading { Error = e.Message };
        }
        finally
        {
            if (_recorder.Stream is { } streamed)
                SseGrammar.Check(streamed);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private async Task<Message> StreamAsync()
    {
        var events = new List<RawMessageStreamEvent>();
        await foreach (var happened in _client.Messages.CreateStreaming(Ask()))
        {
            happened.Validate();
            events.Add(happened);
        }

        return await AsAsync(events).Aggregate();
    }

    private static MessageCreateParams Ask() => new() { Model = "claude-sonnet-5", MaxTokens = 100, Messages = [new UserMessageParam("Hi")] };

    private static Reading Of(Message message) => new()
    {
        Text = string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : "")),
        Calls = [.. message.Content.Select(block => block.TryPickToolUse(out var call) ? call : null).OfType<ToolUseBlock>().Select(call => (call.Name, JsonSerializer.SerializeToElement(call.Input)))],
        Stop = message.StopReason?.Raw(),
        Usage = new Tokens(
            message.Usage.InputTokens,
            message.Usage.CacheReadInputTokens ?? 0,
            message.Usage.CacheCreationInputTokens ?? 0,
            message.Usage.OutputTokens,
            message.Usage.OutputTokensDetails?.ThinkingTokens ?? 0),
    };

    private static async IAsyncEnumerable<RawMessageStreamEvent> AsAsync(List<RawMessageStreamEvent> events)
    {
        await Task.CompletedTask;
        foreach (var happened in events)
            yield return happened;
    }
}

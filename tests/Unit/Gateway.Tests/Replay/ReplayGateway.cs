using System;
using System.Collections.Generic;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>A gateway in front of an upstream that plays recordings, and Anthropic's client in front of it.</summary>
public abstract class ReplayGateway(ApiFormat format) : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private OfficialClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(format, "upstream-model");
        _client = new OfficialClient(_gateway);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        await _gateway.DisposeAsync();
    }

    /// <summary>Plays a recording in every way. Says each in which it was read otherwise than the vendor's SDK reads it.</summary>
    internal async Task<List<string>> DifferencesAsync(Recording recording)
    {
        var expected = Expected.Of(recording.Says);
        var differences = new List<string>();
        foreach (var (cut, pieces) in Cuts.Of(recording.Body))
        {
            // On the network pieces may meet again; here every cut stays one.
            if (recording.Status < 400 && expected.Difference(ReadInMemory(pieces)) is { } cutDifference)
                differences.Add($"{recording.Name}, {cut}, in memory: {cutDifference}");
            Play(recording, pieces);
            foreach (var stream in (bool[])[recording.IsStream, !recording.IsStream])
            {
                var difference = expected.Difference(await ReadAsync(stream));
                if (difference is not null)
                    differences.Add($"{recording.Name}, {cut}, {(stream ? "streamed" : "gathered")}: {difference}");
            }
        }

        return differences;
    }

    private static Reading Broken(Xunit.Sdk.XunitException e) => new() { Error = "The stream breaks the grammar: " + e.Message };

    private Reading ReadInMemory(List<ReadOnlyMemory<byte>> pieces)
    {
        try
        {
            using var translation = new InMemory(format, Encoding.UTF8.GetBytes(Bodies.AskStream));
            return StreamReading.Of(translation.Stream(pieces));
        }
        catch (Xunit.Sdk.XunitException e)
        {
            return Broken(e);
        }
    }

    private async Task<Reading> ReadAsync(bool stream)
    {
        try
        {
            return await _client.ReadAsync(stream);
        }
        catch (Xunit.Sdk.XunitException e)
        {
            return Broken(e);
        }
    }

    private void Play(Recording recording, List<ReadOnlyMemory<byte>> pieces) => _gateway.Upstream.Answer = async context =>
    {
        context.Response.StatusCode = recording.Status;
        context.Response.ContentType = recording.ContentType;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        foreach (var piece in pieces)
            await context.Response.Body.WriteAsync(piece);
    };
}

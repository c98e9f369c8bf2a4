using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>Has an Ollama do what takes its time, and tells how far it is. Whoever stops listening stops it.</summary>
internal sealed class OllamaWork(Provider provider)
{
    private const string Success = "success";

    // Checking what was downloaded is silent, and of a large model it takes its time.
    private static readonly TimeSpan MostSilence = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <exception cref="ClaudeDesktopException">It did not come to an end; what was downloaded is kept by Ollama.</exception>
    public Task PullAsync(string model, Action<OllamaProgress> tell, CancellationToken cancellation) => RunAsync(
        "/api/pull",
        json => json.WriteString("model", model),
        $"did not get the model '{model}'",
        "Look for its name at https://ollama.com/search, and for room on the server's disk. What was downloaded is kept, so another try goes on from there.",
        tell,
        cancellation);

    /// <summary>Makes a model of another one that is loaded with so many tokens. That takes no room on the disk.</summary>
    public Task DeriveAsync(string model, string from, long tokens, CancellationToken cancellation) => RunAsync(
        "/api/create",
        json =>
        {
            json.WriteString("model", model);
            json.WriteString("from", from);
            json.WriteStartObject("parameters");
            json.WriteNumber("num_ctx", tokens);
            json.WriteEndObject();
        },
        $"did not make the model '{model}' of '{from}'",
        "Update Ollama, or start it with OLLAMA_CONTEXT_LENGTH set, and leave out -ContextLength.",
        _ => { },
        cancellation);

    private async Task RunAsync(string path, Action<Utf8JsonWriter> write, string failure, string action, Action<OllamaProgress> tell, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, OllamaServer.Api(provider, path)) { Content = new ByteArrayContent(JsonRaw.Write(json => Body(json, write))) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var said = await LiveHttp.ExchangeAsync(provider, request, Longest, (response, limit) => FollowAsync(response, tell, limit), cancellation).ConfigureAwait(false);
        if (said == Success)
            return;
        var isUnknown = said.Contains("file does not exist", StringComparison.OrdinalIgnoreCase) || said.Contains("not found", StringComparison.OrdinalIgnoreCase);
        throw new ClaudeDesktopException(
            isUnknown ? ErrorCode.UpstreamModelUnknown : ErrorCode.UpstreamRefused, $"The Ollama at {provider.BaseUri!.GetLeftPart(UriPartial.Authority)} {failure}.{Refusal.Quote}{said}", action, provider.Id);
    }

    private static void Body(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        write(json);
        json.WriteBoolean("stream", true);
        json.WriteEndObject();
    }

    // One object a line: how far it is, or what went wrong.
    private static async Task<string> FollowAsync(HttpResponseMessage response, Action<OllamaProgress> tell, CancellationToken limit)
    {
        if (!response.IsSuccessStatusCode)
            return (await UpstreamWords.ReadAsync(response, 64 * 1024, limit).ConfigureAwait(false)).Message(null) is { Length: > 0 } words ? words : $"{(int)response.StatusCode}";
        using var stream = await BodyStream.OpenAsync(response).ConfigureAwait(false);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(limit);
        using var line = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        do
        {
            silence.CancelAfter(MostSilence);
            read = await BodyStream.ReadAsync(stream, buffer, silence.Token).ConfigureAwait(false);
            for (var i = 0; i < read; i++)
            {
                if (buffer[i] != (byte)'\n')
                    line.WriteByte(buffer[i]);
                else if (Take(line, tell) is { } end)
                    return end;
            }
        }
        while (read > 0 && line.Length < buffer.Length);
        return Take(line, tell) ?? "it broke off.";
    }

    /// <returns>How it ended; null while it goes on.</returns>
    private static string? Take(MemoryStream line, Action<OllamaProgress> tell)
    {
        var text = Encoding.UTF8.GetString(line.ToArray()).Trim();
        line.SetLength(0);
        try
        {
            using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            var root = document.RootElement;
            if (ProbeEvent.Text(root, "error") is { } error)
                return UpstreamWords.Clean(error, null);
            var status = UpstreamWords.Clean(ProbeEvent.Text(root, "status") ?? "", null);
            if (status.Length > 0)
                tell(new OllamaProgress(status, ProbeEvent.Number(root, "completed") ?? 0, ProbeEvent.Number(root, "total") ?? 0));
            return status == Success ? Success : null;
        }
        catch (JsonException)
        {
            return "something that is no progress.";
        }
    }
}

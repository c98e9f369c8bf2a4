using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>Asks who answers on a port of this machine.</summary>
public static class GatewayProbe
{
    /// <summary>The header in which <c>/healthz</c> says to whoever shows the token how many requests it is answering.</summary>
    public const string RequestsHeader = "X-ClaudeDesktop-Requests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Windows asks a closed port of this machine again and again for two seconds before it gives up.
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromMilliseconds(500);

    // A proxy of the environment must never see, or break, a call to this machine.
    private static readonly Lazy<HttpClient> Client = new(() => new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Patience });

    /// <summary>Whether nobody, this user's gateway or somebody else listens on a port.</summary>
    public static ListenerKind WhoListens(int port, DataHome home, IFileOperations files)
    {
        if (!Answers(port))
            return ListenerKind.Nobody;
        return Task.Run(() => IsOursAsync(port, home, files, CancellationToken.None)).GetAwaiter().GetResult() ? ListenerKind.Ours : ListenerKind.Foreign;
    }

    /// <summary>Whether this user's gateway answers on a port, be its process found or not: who can prove that it is the one of the run file is alive.</summary>
    public static async Task<bool> IsOursAsync(int port, DataHome home, IFileOperations files, CancellationToken cancellation)
    {
        // One that is starting answers once its run file is there, so that is read last.
        var challenge = GatewayProof.NewChallenge();
        var proof = await ProofAsync(port, challenge, cancellation).ConfigureAwait(false);
        return proof is not null && RunFile.Find(port, home, files) is { } announced && proof == GatewayProof.Of(announced.Instance, port, challenge);
    }

    /// <summary>Whether who answers on a port knows a gateway's random text, which is not told to it.</summary>
    public static async Task<bool> ProvesAsync(int port, string instance, CancellationToken cancellation)
    {
        var challenge = GatewayProof.NewChallenge();
        return await ProofAsync(port, challenge, cancellation).ConfigureAwait(false) == GatewayProof.Of(instance, port, challenge);
    }

    private static async Task<string?> ProofAsync(int port, string challenge, CancellationToken cancellation)
    {
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/healthz"));
            question.Headers.Add(GatewayProof.ChallengeHeader, challenge);
            using var answer = await Client.Value.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return answer.Headers.TryGetValues(GatewayProof.ProofHeader, out var values) ? values.FirstOrDefault() : null;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>How many requests a gateway is answering; 0 where it does not say.</summary>
    /// <param name="port">Its port.</param>
    /// <param name="token">The local token. It must be known that the gateway is this user's.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<int> RequestsAsync(int port, string token, CancellationToken cancellation)
    {
        try
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{port}/healthz"));
            question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await Client.Value.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return answer.Headers.TryGetValues(RequestsHeader, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return 0;
        }
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            return client.ConnectAsync("127.0.0.1", port).Wait(ConnectPatience);
        }
        catch (AggregateException e) when (e.InnerException is SocketException)
        {
            return false;
        }
    }
}

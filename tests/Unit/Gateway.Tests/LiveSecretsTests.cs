using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>A gateway whose secrets lie where no file tells of a change, and what others see of a gateway that starts.</summary>
public sealed class LiveSecretsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ClaudeDesktop.Tests.").FullName;
    private readonly DataHome _home;

    public LiveSecretsTests() => _home = new DataHome(HostSystem.Current, Path.Combine(_folder, "home"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_token_that_was_rotated_in_a_store_without_a_file_counts_at_once()
    {
        var secrets = new MemorySecrets(_home);
        await using var server = await GatewayServer.StartAsync(new GatewayOptions { Home = _home, Port = 0, Log = new TestLog(), Secrets = secrets }, TestContext.Current.CancellationToken);
        var first = GatewayToken.GetOrCreate(secrets);
        Assert.NotEqual(HttpStatusCode.Unauthorized, await AskAsync(server, first));
        for (var turn = 0; turn < 3; turn++)
        {
            secrets.Set(SecretNames.GatewayToken, $"cd-token-of-turn-{turn}");
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, first));
            Assert.NotEqual(HttpStatusCode.Unauthorized, await AskAsync(server, $"cd-token-of-turn-{turn}"));
        }

        secrets.Remove(SecretNames.GatewayToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, "cd-token-of-turn-2"));
        Assert.False(File.Exists(_home.SecretFile));
    }

    [Fact]
    public async Task A_store_that_is_dear_to_ask_is_asked_once()
    {
        var secrets = new MemorySecrets(_home);
        await using var server = await GatewayServer.StartAsync(new GatewayOptions { Home = _home, Port = 0, Log = new TestLog(), Secrets = secrets }, TestContext.Current.CancellationToken);
        await AskAsync(server, "cd-wrong");
        var asked = secrets.Asked;
        for (var i = 0; i < 5; i++)
            await AskAsync(server, "cd-wrong");
        Assert.Equal(asked, secrets.Asked);
    }

    [Fact]
    public async Task Another_shell_that_asks_while_a_gateway_starts_finds_it()
    {
        var port = FreePort();
        using var files = new SlowRunFile();
        var options = new GatewayOptions { Home = _home, Port = port, Log = new TestLog(), Files = files, Secrets = new MemorySecrets(_home), IsAnnounced = true };
        var starting = Task.Run(() => GatewayServer.StartAsync(options, TestContext.Current.CancellationToken));
        await Task.WhenAny(starting, files.Writing.WaitAsync(TestContext.Current.CancellationToken));
        if (starting.IsFaulted) await starting;
        var asking = Task.Run(() => GatewayProbe.WhoListens(port, _home, new FileOperations()), TestContext.Current.CancellationToken);

        // Time for an answer that would come too early. It makes no difference to one that waits.
        await Task.WhenAny(asking, Task.Delay(200, TestContext.Current.CancellationToken));
        files.Release();
        await using var server = await starting;
        Assert.Equal(Desktop.ListenerKind.Ours, await asking);
    }

    [Fact]
    public async Task Who_repeats_on_a_gateways_port_what_it_once_answered_is_not_taken_for_it()
    {
        var port = FreePort();
        var options = new GatewayOptions { Home = _home, Port = port, Log = new TestLog(), Secrets = new MemorySecrets(_home), IsAnnounced = true };
        string[] heard;
        byte[] announced;
        var runFile = RunFile.PathFor(_home, port);
        await using (await GatewayServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            Assert.Equal(Desktop.ListenerKind.Ours, await Task.Run(() => GatewayProbe.WhoListens(port, _home, new FileOperations()), TestContext.Current.CancellationToken));
            heard = await HearAsync(port);
            announced = await File.ReadAllBytesAsync(runFile, TestContext.Current.CancellationToken);
        }

        // As after a crash, which leaves the file.
        await File.WriteAllBytesAsync(runFile, announced, TestContext.Current.CancellationToken);
        using var impostor = new TcpListener(IPAddress.Loopback, port);
        impostor.Start();
        var answering = RepeatAsync(impostor, heard);
        Assert.Equal(Desktop.ListenerKind.Foreign, await Task.Run(() => GatewayProbe.WhoListens(port, _home, new FileOperations()), TestContext.Current.CancellationToken));
        impostor.Stop();
        await answering;
    }

    private static async Task<string[]> HearAsync(int port)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/healthz");
        request.Headers.Add(GatewayProof.ChallengeHeader, GatewayProof.NewChallenge());
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return [.. response.Headers.GetValues(GatewayProof.ProofHeader)];
    }

    private static async Task RepeatAsync(TcpListener listener, string[] heard)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                if (await stream.ReadAsync(new byte[4096]) > 0)
                    await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n{GatewayProof.ProofHeader}: {heard[0]}\r\nConnection: close\r\n\r\n"));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public async Task An_address_that_is_not_the_profiles_is_refused_before_anything_is_touched(string address)
    {
        var error = await Assert.ThrowsAsync<GatewayStartException>(() => GatewayServer.StartAsync(
            new GatewayOptions { Home = _home, Port = 0, Log = new TestLog(), Address = IPAddress.Parse(address) }, TestContext.Current.CancellationToken));
        Assert.Equal("AddressNotLoopback", error.Code);
        Assert.False(Directory.Exists(_home.Root));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<HttpStatusCode> AskAsync(GatewayServer server, string token)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.BaseUri}/v1/models");
        request.Headers.TryAddWithoutValidation("x-api-key", token);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Tells of each change as the user's store does for a keychain.</summary>
    private sealed class MemorySecrets(DataHome home) : ISecretStore
    {
        private readonly ConcurrentDictionary<string, string> _values = [];
        private int _asked;

        public int Asked => _asked;

        public string? Get(string name)
        {
            Interlocked.Increment(ref _asked);
            return _values.GetValueOrDefault(name);
        }

        public string GetOrAdd(string name, Func<string> create)
        {
            var value = _values.GetOrAdd(name, _ => create());
            Touch();
            return value;
        }

        public void Set(string name, string value)
        {
            _values[name] = value;
            Touch();
        }

        public void Remove(string name)
        {
            _values.TryRemove(name, out _);
            Touch();
        }

        private void Touch()
        {
            Directory.CreateDirectory(home.Root);
            File.WriteAllText(home.SecretStoreFile, $"{{\"store\":\"Keychain\",\"change\":\"{Guid.NewGuid():N}\"}}");
        }
    }

    /// <summary>Real files, but the run file is written only when it is told to.</summary>
    private sealed class SlowRunFile : IFileOperations, IDisposable
    {
        private readonly FileOperations _real = new();
        private readonly ManualResetEventSlim _released = new();

        public SemaphoreSlim Writing { get; } = new(0);

        public void Release() => _released.Set();

        public byte[]? Read(string path) => _real.Read(path);

        public void Replace(string path, byte[] content, FilePrivacy privacy, byte[]? expected)
        {
            if (Path.GetFileName(Path.GetDirectoryName(path)) == "run")
            {
                Writing.Release();
                _released.Wait(TimeSpan.FromSeconds(30));
            }

            _real.Replace(path, content, privacy, expected);
        }

        public void Delete(string path, byte[] expected) => _real.Delete(path, expected);

        public void Dispose()
        {
            _released.Dispose();
            Writing.Dispose();
        }
    }
}

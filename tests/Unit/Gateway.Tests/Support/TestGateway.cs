using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A gateway in a folder of its own, in front of one upstream.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string Key = "upstream-key-0123456789";
    private readonly string _folder = Directory.CreateTempSubdirectory("ClaudeDesktop.Tests.").FullName;
    private IRunningGateway? _server;

    private TestGateway()
    {
        Home = new DataHome(HostSystem.Current, Path.Combine(_folder, "home"));
        Client = new HttpClient(Grammar) { Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>Checks every stream that comes through the client.</summary>
    public GrammarHandler Grammar { get; } = new();

    public DataHome Home { get; }

    /// <summary>Completes when a client that reads slowly has its first bytes.</summary>
    public TaskCompletionSource FirstByteSeen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestLog Log { get; } = new();

    public TestUpstream Upstream { get; private set; } = null!;

    public HttpClient Client { get; }

    public string Token => GatewayToken.GetOrCreate(Secrets);

    public FileSecretStore Secrets => new(Home, new FileOperations());

    public IRunningGateway Server => _server!;

    public static Task<TestGateway> ChatAsync(string model = "upstream-model", TimeProvider? time = null, UpstreamLimits? limits = null, GatewayLimits? clients = null) =>
        StartAsync(ApiFormat.OpenAIChat, model, time, limits, clients);

    public static Task<TestGateway> AnthropicAsync(string model = "upstream-model", TimeProvider? time = null, UpstreamLimits? limits = null, GatewayLimits? clients = null) =>
        StartAsync(ApiFormat.AnthropicMessages, model, time, limits, clients);

    public static async Task<TestGateway> StartAsync(ApiFormat format, string model, TimeProvider? time = null, UpstreamLimits? limits = null, GatewayLimits? clients = null, FailoverLimits? failover = null)
    {
        PublishedForm.SkipWhereGiven(time, limits, clients, failover);
        var gateway = new TestGateway { Upstream = await TestUpstream.StartAsync() };
        gateway.Enable(gateway.Provider("test", format, model));
        gateway._server = await gateway.RunAsync(options => options with
        {
            Time = time ?? TimeProvider.System,
            Limits = limits ?? new UpstreamLimits(),
            Clients = clients ?? new GatewayLimits(),

            // What a test asks, its upstream is asked, once.
            Failover = failover ?? new FailoverLimits { TriesEach = 1 },
        });
        gateway.Client.BaseAddress = new Uri($"http://127.0.0.1:{gateway._server.Port}");
        gateway.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", gateway.Token);
        return gateway;
    }

    /// <summary>Another gateway of the same data folder, with the same log.</summary>
    public Task<IRunningGateway> StartAnotherAsync() => RunAsync(options => options);

    public Provider Provider(string id, ApiFormat format, string model) => new()
    {
        Id = id,
        Name = id,
        Mode = ProviderMode.Mapped,
        ApiFormat = format,
        BaseUri = Upstream.Root,
        AuthScheme = AuthScheme.Bearer,
        Routes =
        [
            new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = model, Supports1M = true },
            new ModelRoute { Role = ModelRole.Opus, RouteId = "claude-opus-5", Model = model + "-large", DisplayName = "The large one" },
        ],
    };

    public void Enable(Provider provider)
    {
        Secrets.Set(SecretNames.ProviderKey(provider.Id), Key);
        Change(before => before.With(provider).WithActive(provider.Id));
    }

    public void Change(Func<StoreSnapshot, StoreSnapshot> change)
    {
        var store = new ProviderStore(Home, new FileOperations());
        using var locked = store.Lock();
        var before = store.Read();
        store.Write(change(before), before);
    }

    public Task<HttpResponseMessage> PostAsync(string body, string path = "/v1/messages?beta=true") =>
        Client.PostAsync("/claude-desktop" + path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Asks for a stream and returns it whole.</summary>
    public async Task<string> StreamAsync(string body)
    {
        using var response = await PostAsync(body);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Asks for a stream, tells when its first bytes are there, and returns it whole.</summary>
    public async Task<string> ReadSlowlyAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var stream = await response.Content.ReadAsStreamAsync();
        using var memory = new MemoryStream();
        var buffer = new byte[1024];
        int length;
        while ((length = await stream.ReadAsync(buffer)) > 0)
        {
            memory.Write(buffer, 0, length);
            FirstByteSeen.TrySetResult();
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await Upstream.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IRunningGateway> RunAsync(Func<GatewayOptions, GatewayOptions> with) => PublishedForm.IsAsked
        ? await PublishedGateway.StartAsync(Home.Root, Log)
        : new OwnGateway(await GatewayServer.StartAsync(with(new GatewayOptions { Home = Home, Port = 0, Log = Log, Secrets = Secrets })));
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Usage;

/// <summary>
/// Kills the gateway's process under load, again and again on the same data folder. CLAUDEDESKTOP_TEST_KILLS says how often, and
/// CLAUDEDESKTOP_TEST_SEED with which seed.
/// </summary>
public sealed class KillTests : IAsyncDisposable
{
    private const int Clients = 6;

    // One batch may be on its way to the disk while the next one gathers.
    private const int MostMissing = (2 * 64) + Clients;
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-kill-").FullName;
    private TestUpstream? _upstream;

    private DataHome Home => new(HostSystem.Current, Path.Combine(_folder, "home"));

    [Fact]
    public async Task A_killed_gateway_leaves_a_ledger_that_lacks_at_most_the_last_batch_and_says_so()
    {
        _upstream = await TestUpstream.StartAsync();
        _upstream.Stream(Bodies.Text("Hi"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        var token = Prepare(_upstream.Root);
        var seed = Setting("SEED", 20261121);
        var random = new Random(seed);
        var kills = Setting("KILLS", 4);
        var all = new HashSet<string>();
        var (missing, most, torn) = (0, 0, 0L);
        for (var kill = 1; kill <= kills; kill++)
        {
            var told = await RunAndKillAsync(token, random.Next(0, 400));
            var findings = new UsageFindings();
            var written = Ledger.Of(Home, findings).Select(record => record.RequestId).ToList();
            Assert.Equal(written.Count, written.Distinct().Count());
            Assert.Equal(kill, findings.Cuts.Count);
            Assert.Equal(0, findings.LostRequests + findings.MissedRequests);
            Assert.InRange(findings.UnreadableLines - torn, 0, 1);
            Assert.Superset(all, written.ToHashSet());
            all = [.. written];
            var gone = told.Where(id => !all.Contains(id)).ToList();
            Assert.True(gone.Count <= MostMissing, $"Seed {seed}, kill {kill}: {gone.Count} of {told.Count} are missing.");

            // Only the last ones: what a client was told before all of them is there.
            Assert.True(told.Count == 0 || gone.All(id => told.IndexOf(id) >= told.Count - MostMissing), $"Seed {seed}, kill {kill}: one that ended long before is missing.");
            (missing, most, torn) = (missing + gone.Count, Math.Max(most, gone.Count), findings.UnreadableLines);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{kills} kills, {all.Count} requests written, {missing} told and missing, {most} at most, {torn} lines torn."));
    }

    public async ValueTask DisposeAsync()
    {
        if (_upstream is not null)
            await _upstream.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_" + name), CultureInfo.InvariantCulture, out var value) ? value : usual;

    private string Prepare(Uri upstream)
    {
        var secrets = new FileSecretStore(Home, new FileOperations());
        secrets.Set(SecretNames.ProviderKey("test"), TestGateway.Key);
        var store = new ProviderStore(Home, new FileOperations());
        using var locked = store.Lock();
        var before = store.Read();
        var provider = new Provider
        {
            Id = "test",
            Name = "test",
            Mode = ProviderMode.Mapped,
            ApiFormat = ApiFormat.OpenAIChat,
            BaseUri = upstream,
            AuthScheme = AuthScheme.Bearer,
            Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "upstream-model" }],
        };
        store.Write(before.With(provider).WithActive(provider.Id), before);
        return GatewayToken.GetOrCreate(secrets);
    }

    /// <summary>Lets clients ask until some requests have ended, kills the gateway in the midst of others, and says which ended, in their order.</summary>
    private async Task<List<string>> RunAndKillAsync(string token, int after)
    {
        using var child = new ChildGateway("serve", "--port", "0", "--watch-stdin", "--home", Home.Root);
        var ready = await child.LineAsync();
        Assert.Equal("ready", ready.GetProperty("type").GetString());
        _ = child.Process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ready.GetProperty("port").GetInt32()}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var told = new ConcurrentQueue<string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = Enumerable.Range(0, Clients).Select(_ => AskAsync(client, told, after, enough)).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(asking)).WaitAsync(TimeSpan.FromMinutes(2));
        child.Process.Kill();
        await child.Process.WaitForExitAsync();
        await Task.WhenAll(asking).WaitAsync(TimeSpan.FromMinutes(1));
        return [.. told];
    }

    private static async Task AskAsync(HttpClient client, ConcurrentQueue<string> told, int after, TaskCompletionSource enough)
    {
        try
        {
            while (true)
            {
                if (told.Count >= after)
                    enough.TrySetResult();
                using var content = new StringContent(Bodies.AskStream, Encoding.UTF8, "application/json");
                using var response = await client.PostAsync("/claude-desktop/v1/messages", content);
                var text = await response.Content.ReadAsStringAsync();
                Assert.Contains("message_stop", text, StringComparison.Ordinal);
                told.Enqueue(response.Headers.GetValues("request-id").Single());
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The gateway is gone.
        }
    }
}

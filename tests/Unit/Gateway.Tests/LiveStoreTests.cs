using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class LiveStoreTests
{
    [Fact]
    public async Task A_switch_reaches_a_running_gateway()
    {
        await using var gateway = await TestGateway.ChatAsync("first");
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var before = await gateway.PostAsync(Bodies.Ask);
        gateway.Enable(gateway.Provider("other", ApiFormat.AnthropicMessages, "second"));
        using var after = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(["first", "second"], gateway.Upstream.Requests.Select(request => request.Json.GetProperty("model").GetString()));
        Assert.Equal("/v1/messages?beta=true", gateway.Upstream.Requests.Last().Target);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_leaves_the_last_good_one_in_force()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        await File.WriteAllTextAsync(gateway.Home.StoreFile, "{ broken", TestContext.Current.CancellationToken);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Contains(gateway.Home.StoreFile, Assert.Single(gateway.Log.Lines).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_active_provider_the_answer_says_what_to_do()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Change(before => before.WithActive(null));
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("Enable-CDProvider", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_answer_says_what_to_do()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Secrets.Remove(SecretNames.ProviderKey("test"));
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Contains("Set-CDProvider test -ApiKey", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task The_models_are_the_routes_and_hide_the_upstreams_names()
    {
        await using var gateway = await TestGateway.ChatAsync("secret-upstream");
        var text = await gateway.Client.GetStringAsync("/claude-desktop/v1/models?limit=1000", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret-upstream", text, StringComparison.Ordinal);
        var list = JsonDocument.Parse(text).RootElement;
        Assert.Equal(
            ["claude-sonnet-5|test Sonnet|sonnet", "claude-opus-5|The large one|opus"],
            list.GetProperty("data").EnumerateArray().Select(model => $"{model.GetProperty("id")}|{model.GetProperty("display_name")}|{model.GetProperty("anthropic_family_tier")}"));
        Assert.Equal(1_000_000, list.GetProperty("data")[0].GetProperty("max_input_tokens").GetInt32());
        Assert.False(list.GetProperty("data")[1].TryGetProperty("max_input_tokens", out _));
        Assert.Equal(("claude-sonnet-5", "claude-opus-5"), (list.GetProperty("first_id").GetString(), list.GetProperty("last_id").GetString()));
        var one = JsonDocument.Parse(await gateway.Client.GetStringAsync("/claude-desktop/v1/models/claude-opus-5", TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("The large one", one.GetProperty("display_name").GetString());
        using var missing = await gateway.Client.GetAsync("/claude-desktop/v1/models/gpt-5", TestContext.Current.CancellationToken);
        Assert.Equal(404, (int)missing.StatusCode);
    }

    [Fact]
    public async Task A_role_may_be_served_by_another_provider()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"type":"message","model":"x"}""");
        var active = gateway.Provider("test", ApiFormat.OpenAIChat, "m");
        gateway.Enable(gateway.Provider("other", ApiFormat.AnthropicMessages, "n"));
        gateway.Secrets.Set(SecretNames.ProviderKey("other"), "other-key");
        gateway.Enable(active with { Routes = [active.Routes[0], active.Routes[1] with { ProviderId = "other" }] });
        using var response = await gateway.PostAsync(Bodies.Ask.Replace("claude-sonnet-5", "claude-opus-5", StringComparison.Ordinal));
        Assert.Equal("/v1/messages?beta=true", gateway.Upstream.Only.Target);
        Assert.Equal("Bearer other-key", gateway.Upstream.Only.Headers["Authorization"]);
        Assert.Equal("m-large", gateway.Upstream.Only.Json.GetProperty("model").GetString());
    }
}

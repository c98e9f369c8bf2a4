using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams.Gemini;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class GeminiAddressTests
{
    [Theory]
    [InlineData("https://generativelanguage.googleapis.com", "gemini-3.6-flash", "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.6-flash:m")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai/", "models/gemini-3.6-flash", "https://generativelanguage.googleapis.com/v1beta/models/gemini-3.6-flash:m")]
    [InlineData("https://generativelanguage.googleapis.com/v1", "tunedModels/mine", "https://generativelanguage.googleapis.com/v1/tunedModels/mine:m")]
    [InlineData("https://relay.example/gemini/v1beta/models", "gemini-3.6-flash", "https://relay.example/gemini/v1beta/models/gemini-3.6-flash:m")]
    [InlineData("https://relay.example/v1beta/models/gemini-2:generateContent", "a b", "https://relay.example/v1beta/models/a%20b:m")]
    [InlineData("https://aiplatform.googleapis.com/v1", "publishers/google/models/gemini-3", "https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-3:m")]
    [InlineData("https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l", "gemini-3", "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/gemini-3:m")]
    public void A_models_methods_stand_at_its_name(string root, string model, string expected) =>
        Assert.Equal(expected, GeminiAddress.Of(new Uri(root), model, "m").AbsoluteUri);

    [Theory]
    [InlineData(AuthScheme.GoogleApiKey, "x-goog-api-key", TestGateway.Key)]
    [InlineData(AuthScheme.Bearer, "authorization", "Bearer " + TestGateway.Key)]
    public async Task The_key_is_a_header_and_never_in_the_address(AuthScheme scheme, string header, string value)
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Enable(gateway.Provider("test", ApiFormat.Gemini, Gem.Third) with { AuthScheme = scheme });
        gateway.Upstream.Json(Gem.Text("ok", "STOP"));
        for (var i = 0; i < 50 && gateway.Upstream.Requests.LastOrDefault()?.Headers.ContainsKey(header) != true; i++)
        {
            using var response = await gateway.PostAsync(Bodies.Ask);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(value, gateway.Upstream.Requests.Last().Headers[header]);
        Assert.All(gateway.Upstream.Requests, request => Assert.DoesNotContain(TestGateway.Key, request.Target, StringComparison.Ordinal));
    }
}

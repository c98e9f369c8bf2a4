using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports.Support;

internal static class ErrorAnswers
{
    /// <summary>Checks that an answer is Anthropic's envelope and nothing else, and returns what it says.</summary>
    public static async Task<(string Type, string Message)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var envelope = JsonDocument.Parse(text).RootElement;
        Assert.Equal(["error", "request_id", "type"], envelope.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("error", envelope.GetProperty("type").GetString());
        Assert.Equal(Assert.Single(response.Headers.GetValues("request-id")), envelope.GetProperty("request_id").GetString());
        var error = envelope.GetProperty("error");
        Assert.Equal(["message", "type"], error.EnumerateObject().Select(member => member.Name).Order());
        var message = error.GetProperty("message").GetString()!;
        Assert.NotEqual("", message);
        return (error.GetProperty("type").GetString()!, message);
    }
}

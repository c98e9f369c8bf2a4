using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Usage;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Usage;

public sealed class UsageOfRequestsTests
{
    [Fact]
    public async Task A_request_is_written_down_with_all_but_its_content()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("the answer"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages")
        {
            Content = new StringContent(Bodies.AskStream.Replace("Hi", "the question", StringComparison.Ordinal), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-claude-code-project", "  a project ");
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var record = (await Ledger.OfAsync(gateway)).Single();
        Assert.Equal(response.Headers.GetValues("request-id").Single(), record.RequestId);
        Assert.Equal(("test", ModelRole.Sonnet, "claude-sonnet-5", "upstream-model"), (record.Provider, record.Role, record.RequestedModel, record.Model));
        Assert.Equal((20, 10, 7), (record.InputTokens, record.CacheReadTokens, record.OutputTokens));
        Assert.Equal((200, true, null), (record.Status, record.IsStream, record.Error));
        Assert.Equal((Environment.UserName, Environment.MachineName, "a project"), (record.User, record.Machine, record.Project));
        var text = System.IO.File.ReadAllText(System.IO.Directory.GetFiles(gateway.Home.UsageFolder).Single());
        Assert.DoesNotContain("the answer", text, StringComparison.Ordinal);
        Assert.DoesNotContain("the question", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_under_way_when_the_gateway_ends_is_written_down_as_cut_off()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Grammar.IsOn = false;
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Bodies.Text("Hi")}\n\n"));
            await context.Response.Body.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(20), context.RequestAborted);
        };
        var reading = gateway.ReadSlowlyAsync(Bodies.AskStream);
        await gateway.FirstByteSeen.Task;
        var record = (await Ledger.OfAsync(gateway)).Single();
        Assert.Equal("client_closed_request", record.Error);
        await Assert.ThrowsAnyAsync<Exception>(() => reading);
    }

    [Fact]
    public async Task A_refusal_is_written_down_and_a_key_in_a_name_is_not()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"error":{"message":"no"}}""", status: 400);
        using var first = await gateway.PostAsync(Bodies.Ask);
        using var response = await gateway.PostAsync($$"""{"model":"{{TestGateway.Key}}","max_tokens":9,"messages":[]}""");
        var record = (await Ledger.OfAsync(gateway))[1];
        Assert.InRange(record.Status, 400, 499);
        Assert.NotNull(record.Error);
        Assert.DoesNotContain(TestGateway.Key, record.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_and_project_are_found_in_the_body_too()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("""{"type":"message"}""");
        using var response = await gateway.PostAsync(Bodies.Ask2(""" "metadata":{"user_id":"{\"session_id\":\"s-1\",\"project\":\"p-1\"}"},"messages":[{"role":"user","content":"Hi"}]"""));
        var record = (await Ledger.OfAsync(gateway)).Single();
        Assert.Equal(("s-1", "p-1", 1), (record.Session, record.Project, record.Tries));
    }

    [Theory]
    [InlineData("x-claude-code-project", "one\ttwo\u001b", null, "one two")]
    [InlineData("x-claudedesktop-project", " ", """{"project":"three"}""", "three")]
    [InlineData("x-other", "one", """{"project":""}""", null)]
    [InlineData("x-other", "one", """{"project":5}""", null)]
    [InlineData("x-other", "one", "{not json", null)]
    [InlineData("x-other", "one", "user_1", null)]
    public void A_project_is_what_the_client_says(string header, string value, string? user, string? project) =>
        Assert.Equal(project, ClientProject.Find(new HeaderDictionary { [header] = value }, user));

    [Fact]
    public void A_project_is_no_longer_than_a_name() =>
        Assert.Equal(UsageText.Longest, ClientProject.Find(new HeaderDictionary { ["x-claude-code-project"] = new string('p', 5000) }, null)!.Length);
}

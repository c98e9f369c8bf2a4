using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class CopilotReports
{
    [Theory]
    [InlineData(400, """{"error":{"message":"model \"gpt-5.4\" is not accessible via the /chat/completions endpoint","code":"unsupported_api_for_model"}}""")]
    [InlineData(404, """{"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.","type":"invalid_request_error","param":"model","code":null}}""")]
    public async Task REG_105_A_model_that_answers_only_at_the_Responses_API_is_asked_there(int status, string refusal)
    {
        await using var gateway = await TestGateway.ChatAsync("gpt-5.4");
        gateway.Upstream.Answer = async context =>
        {
            var isChat = context.Request.Path.Value!.EndsWith("/chat/completions", System.StringComparison.Ordinal);
            context.Response.StatusCode = isChat ? status : 200;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isChat
                ? refusal
                : """{"id":"r","status":"completed","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"There."}]}],"usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}"""));
        };
        for (var i = 0; i < 2; i++)
        {
            var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
            Assert.Equal("There.", Bodies.AllText(items));
        }

        Assert.Equal(["/v1/chat/completions", "/v1/responses", "/v1/responses"], gateway.Upstream.Requests.Select(request => request.Target));
        Assert.Null(gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Error);
    }

    [Fact]
    public async Task REG_105_No_other_refusal_leads_to_another_address()
    {
        await using var gateway = await TestGateway.ChatAsync("gpt-5.4");
        gateway.Upstream.Json("""{"error":{"message":"model \"gpt-5.4\" is not available","code":"model_not_supported"}}""", 400);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("/v1/chat/completions", gateway.Upstream.Only.Target);
    }
}

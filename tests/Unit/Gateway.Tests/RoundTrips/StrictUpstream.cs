using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Answers turn by turn, and with a 400 whatever its vendor would not take.</summary>
/// <param name="vendor">Whose rules count.</param>
/// <param name="fields">What the vendor's types allow; null where only the rules count.</param>
internal sealed class StrictUpstream(Vendor vendor, FieldList? fields)
{
    private readonly Queue<(Turn Turn, bool IsStreamed)> _turns = [];

    /// <summary>The exceptions without which a request would have been refused.</summary>
    public HashSet<FieldException> Used { get; } = [];

    public int Answered { get; private set; }

    public void Next(Turn turn, bool isStreamed) => _turns.Enqueue((turn, isStreamed));

    public async Task AnswerAsync(HttpContext context, Received request)
    {
        var refusal = Refusal(request.Json);
        var body = refusal is null ? Answer() : $$$"""{"error":{"message":{{{JsonSerializer.Serialize(refusal)}}}}}""";
        context.Response.StatusCode = refusal is null ? 200 : 400;
        context.Response.ContentType = body.StartsWith('{') ? "application/json" : "text/event-stream";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    }

    // Only now: before, no signature of this answer can come from anywhere.
    private string Answer()
    {
        var (turn, isStreamed) = _turns.Dequeue();
        return vendor.Answer(turn, ++Answered, isStreamed);
    }

    /// <summary>Why a request is not taken; null where it is.</summary>
    public string? Refusal(JsonElement request)
    {
        foreach (var problem in fields?.Check(request) ?? [])
        {
            if (FieldExceptions.For(vendor.Format, $"{FieldExceptions.Local}/{vendor.Model}", problem) is not { } exception)
                return problem.ToString();
            Used.Add(exception);
        }

        return vendor.Breach(request);
    }
}

using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>A vendor that answers in its own format and takes no request that breaks its rules.</summary>
internal abstract class Vendor(ApiFormat format, string model)
{
    public ApiFormat Format => format;

    public string Model => model;

    /// <summary>An answer as a whole body or as a stream of events.</summary>
    /// <param name="turn">What the model says.</param>
    /// <param name="number">Which answer it is, from 1, for signatures that stand only once.</param>
    /// <param name="isStreamed">Whether the body is a stream.</param>
    public abstract string Answer(Turn turn, int number, bool isStreamed);

    /// <summary>What no type can say of a request: which calls are answered, which signatures stand where. Null where all is well.</summary>
    public abstract string? Breach(JsonElement request);

    /// <summary>Asserts that the failure, the image and the document have arrived in the last request.</summary>
    public abstract void CheckLast(JsonElement request);

    protected static string Quote(string? text) => JsonSerializer.Serialize(text);

    /// <summary>The signature that goes with an answer.</summary>
    protected static string Signature(int number) => number switch { 1 => "UzE=", 2 => "UzI=", 3 => "UzM=", 4 => "UzQ=", _ => "UzU=" };
}

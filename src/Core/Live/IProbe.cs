using System;
using System.Text.Json;

namespace ClaudeDesktop.Live;

/// <summary>A tiny streamed question in one format, and what is to be learned from each event of the answer.</summary>
internal interface IProbe
{
    /// <summary>Whether the count of tokens comes after the answer's end.</summary>
    bool CountsLast { get; }

    /// <summary>Where the question goes at a base address.</summary>
    Uri Address(Uri baseUri, string model);

    byte[] Body(string model, ProbeQuestion question);

    ProbeEvent Read(JsonElement data);
}

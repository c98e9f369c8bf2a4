using System;
using System.Text.Json;

namespace ClaudeDesktop.Live;

/// <summary>A tiny streamed question in one format, and what is to be learned from each event of the answer.</summary>
internal interface IProbe
{
    /// <summary>Where the question goes at a base address.</summary>
    Uri Address(Uri baseUri, string model);

    byte[] Body(string model);

    ProbeEvent Read(JsonElement data);
}

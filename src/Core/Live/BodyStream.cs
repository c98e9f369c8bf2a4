using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Live;

/// <summary>Reads an answer's body with what .NET Standard has.</summary>
internal static class BodyStream
{
#pragma warning disable CA2016, CA1835 // .NET Standard 2.0 has neither overload.
    public static Task<Stream> OpenAsync(HttpResponseMessage response) => response.Content.ReadAsStreamAsync();

    public static Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellation) => stream.ReadAsync(buffer, 0, buffer.Length, cancellation);
#pragma warning restore CA2016, CA1835
}

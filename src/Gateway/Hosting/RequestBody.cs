using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Reads a request's body, decompressed, up to a limit.</summary>
internal static class RequestBody
{
    private const int Mebibyte = 1024 * 1024;
    private const int ReadSize = 32 * 1024;

    public static async Task<PooledBuffer> ReadAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (!IsJson(request.ContentType))
            throw new AnthropicErrorException(Unsupported($"Content-Type '{request.ContentType}' is not supported; use application/json."));
        var body = new PooledBuffer();
        try
        {
            var source = Decompressed(request);
            await using (source.ConfigureAwait(false))
                await FillAsync(body, source, most, Expected(request, most), cancellation).ConfigureAwait(false);
            return body;
        }
        catch (Exception e)
        {
            body.Dispose();
            throw e switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(most, e),
                BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new AnthropicErrorException(
                    new AnthropicError("timeout_error", StatusCodes.Status408RequestTimeout, "The request body came too slowly."), e),
                IOException { InnerException: OverflowException } => new AnthropicErrorException(AnthropicError.InvalidRequest("The request body could not be read."), e),
                InvalidDataException or InvalidOperationException => new AnthropicErrorException(AnthropicError.InvalidRequest("The request body cannot be decompressed."), e),
                BadHttpRequestException bad => new AnthropicErrorException(new AnthropicError("invalid_request_error", bad.StatusCode, "The request body could not be read."), e),
                _ => e,
            };
        }
    }

    private static int Expected(HttpRequest request, int most) => request.ContentLength > 0 && request.ContentLength < most ? (int)request.ContentLength.Value + 1 : ReadSize;

    private static async Task FillAsync(PooledBuffer body, Stream source, int most, int expected, CancellationToken cancellation)
    {
        int length;
        var size = expected;
        while ((length = await source.ReadAsync(body.GetMemory(size), cancellation).ConfigureAwait(false)) > 0)
        {
            body.Advance(length);
            if (body.Length > most)
                throw TooLarge(most, null);
            size = Math.Max(1, Math.Min(ReadSize, expected - body.Length));
        }
    }

    private static Stream Decompressed(HttpRequest request)
    {
        string? encoding = request.Headers.ContentEncoding;
        return encoding?.Trim().ToUpperInvariant() switch
        {
            null or "" or "IDENTITY" => request.Body,
            "GZIP" or "X-GZIP" => new GZipStream(request.Body, CompressionMode.Decompress),
            "BR" => new BrotliStream(request.Body, CompressionMode.Decompress),
            "DEFLATE" => new ZLibStream(request.Body, CompressionMode.Decompress),
            _ => throw new AnthropicErrorException(Unsupported($"Content-Encoding '{encoding}' is not supported; use gzip, br, deflate or none.")),
        };
    }

    // A page's form can be sent anywhere without asking; JSON cannot. Who names no type is no form.
    private static bool IsJson(string? type) => string.IsNullOrEmpty(type)
        || (MediaTypeHeaderValue.TryParse(type, out var parsed)
            && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || parsed.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    private static AnthropicError Unsupported(string message) => new("invalid_request_error", StatusCodes.Status415UnsupportedMediaType, message);

    private static AnthropicErrorException TooLarge(int most, Exception? cause) => new(
        AnthropicError.TooLarge(most % Mebibyte == 0 ? $"The request body is larger than {most / Mebibyte} MiB." : $"The request body is larger than {most} bytes."), cause);
}

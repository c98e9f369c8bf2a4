using System;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>Says of a file's bytes why they are not a JSON object that may be edited.</summary>
internal static class JsonTextCheck
{
    private const string Mend = "Put it right by hand or from a backup, or move it away so that a new one is made; then run the command again.";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The object that the bytes are; fails, and says why, where they are none.</summary>
    public static JsonContainer Root(byte[] bytes, string path)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        RefuseOtherEncodings(bytes, path);
        try
        {
            // The reader accepts any bytes inside a string, so they are looked at first.
            Strict.GetCharCount(bytes);
            var root = JsonContainer.At(bytes, 0);
            if (root is { IsObject: true } && Array.FindIndex(bytes, root.Close + 1, b => !IsSpace(b)) < 0)
                return root;

            // Once more to the end, which finds what is wrong there.
            if (!ReadsAsObject(bytes))
                throw FileErrors.Unreadable(path, "holds JSON, but not an object: it must begin with '{'.", Mend);
            return root!;
        }
        catch (DecoderFallbackException e)
        {
            throw FileErrors.Unreadable(path, "is not UTF-8 text.", Mend, e);
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw FileErrors.Unreadable(path, $"is not JSON ({place}).", Mend, e);
        }
    }

    private static void RefuseOtherEncodings(byte[] bytes, string path)
    {
        if (Array.TrueForAll(bytes, b => b == 0 || IsSpace(b)))
            throw FileErrors.Unreadable(path, "is empty.", Mend);
        if (bytes.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }))
        {
            throw FileErrors.Unreadable(
                path,
                "begins with a byte order mark, which Claude Desktop's own reader does not take.",
                $"Save it without one: [IO.File]::WriteAllText('{path}', [IO.File]::ReadAllText('{path}')). Then run the command again.");
        }

        if (bytes.Length > 1 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
        {
            throw FileErrors.Unreadable(
                path,
                "is UTF-16 text; it must be UTF-8.",
                $"Save it as UTF-8: [IO.File]::WriteAllText('{path}', [IO.File]::ReadAllText('{path}')). Then run the command again.");
        }
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool ReadsAsObject(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (reader.Read())
        {
        }

        return isObject;
    }
}

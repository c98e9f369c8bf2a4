using System;
using System.Text;

namespace ClaudeDesktop.Lists;

/// <summary>The text of a file in one of the encodings that shells and spreadsheets save in.</summary>
internal static class ListText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16 = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding Utf16BigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">The bytes are no text.</exception>
    public static string Decode(byte[] bytes)
    {
        try
        {
            if (StartsWith(bytes, 0xEF, 0xBB, 0xBF))
                return Utf8.GetString(bytes, 3, bytes.Length - 3);
            if (StartsWith(bytes, 0xFF, 0xFE))
                return Utf16.GetString(bytes, 2, bytes.Length - 2);
            return StartsWith(bytes, 0xFE, 0xFF) ? Utf16BigEndian.GetString(bytes, 2, bytes.Length - 2) : Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException("is neither UTF-8 nor UTF-16 text. A spreadsheet saves it as 'CSV UTF-8'.", e);
        }
    }

    private static bool StartsWith(byte[] bytes, params byte[] mark) => bytes.AsSpan().StartsWith(mark);
}

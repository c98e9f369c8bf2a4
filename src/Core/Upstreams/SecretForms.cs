using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace ClaudeDesktop.Upstreams;

/// <summary>How a secret can stand in an answer: as it is, or escaped for an address, for JSON, for a web page, or in base64.</summary>
internal static class SecretForms
{
    public static IEnumerable<string> Of(string secret) => Written(secret).Concat(Base64(secret)).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Written(string secret)
    {
        var json = Json(secret).ToList();

        // Proxies quote a vendor's JSON in a text of their own.
        return [secret, .. json, .. json.SelectMany(Json), Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret)];
    }

    private static IEnumerable<string> Json(string text)
    {
        var plain = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        return [plain, plain.Replace("/", "\\/"), JavaScriptEncoder.Default.Encode(text)];
    }

    // In a longer text it can begin at each of three places in a group of four digits; the first and the last digit of it depend on its neighbours.
    private static IEnumerable<string> Base64(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        for (var before = 0; before < 3; before++)
        {
            var first = ((before * 8) + 5) / 6;
            var last = (before + bytes.Length) * 8 / 6;
            var digits = Convert.ToBase64String([.. new byte[before], .. bytes]).Substring(first, last - first);
            yield return digits;
            yield return digits.Replace('+', '-').Replace('/', '_');
        }
    }
}

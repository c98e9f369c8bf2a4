using System.Collections.Generic;
using System.Globalization;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Credentials;

/// <summary>How Claude Desktop comes by what it shows to whom the profile points: as a text in the profile, or from a program that it runs.</summary>
internal sealed class ProfileCredential
{
    private const string HelperKind = "helper-script";

    // A key that was replaced is asked for anew after a quarter of an hour, or at once where the old one is refused.
    private const int TtlSeconds = 900;
    private const int TimeoutSeconds = 60;

    private readonly string? _text;

    private ProfileCredential(string? text, string? helper)
    {
        _text = text;
        HelperPath = helper;
    }

    /// <summary>The program; null where the text itself stands in the profile.</summary>
    public string? HelperPath { get; }

    public static ProfileCredential Plain(string text) => new(text, null);

    public static ProfileCredential Helper(string path) => new(null, path);

    /// <summary>Whether a profile has Claude Desktop run a program for what it shows.</summary>
    public static bool IsHelperNamed(JsonText? profile) =>
        profile?.FindString(ProfileKeys.CredentialHelper) is { Length: > 0 } || profile?.FindString(ProfileKeys.CredentialKind) == HelperKind;

    /// <summary>The keys of the profile that say it; null for those that are to be left out.</summary>
    public IEnumerable<(string Key, byte[]? Value)> Members()
    {
        var isHelper = HelperPath is not null;
        yield return (ProfileKeys.CredentialKind, JsonRaw.Text(isHelper ? HelperKind : "static"));
        yield return (ProfileKeys.CredentialHelper, isHelper ? JsonRaw.Text(HelperPath!) : null);
        yield return (ProfileKeys.CredentialHelperTtl, isHelper ? Number(TtlSeconds) : null);
        yield return (ProfileKeys.CredentialHelperTimeout, isHelper ? Number(TimeoutSeconds) : null);
        yield return (ProfileKeys.ApiKey, isHelper ? null : JsonRaw.Text(_text!));
    }

    public override string ToString() => HelperPath ?? "a text in the profile";

    private static byte[] Number(int number) => Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}

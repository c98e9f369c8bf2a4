using System;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Lists;

/// <summary>Bytes under a passphrase, with everything but the passphrase that opening them takes.</summary>
/// <param name="Iterations">How often the derivation goes round.</param>
/// <param name="Salt">Random, of the derivation.</param>
/// <param name="Start">Random, of the cipher: its initialization vector.</param>
/// <param name="Data">The encrypted bytes.</param>
/// <param name="Mac">The code over all the others.</param>
internal sealed record Sealed(int Iterations, byte[] Salt, byte[] Start, byte[] Data, byte[] Mac)
{
    private const int Version = 1;
    private const string Derivation = "PBKDF2-HMAC-SHA256";
    private const string Cipher = "AES-256-CBC+HMAC-SHA256";

    /// <exception cref="FormatException">It is nothing that this version can open.</exception>
    public static Sealed Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object
            || !element.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version
            || ProviderJson.Text(element, "derivation") != Derivation || ProviderJson.Text(element, "cipher") != Cipher
            || !element.TryGetProperty("iterations", out var rounds) || rounds.ValueKind != JsonValueKind.Number || !rounds.TryGetInt32(out var iterations))
            throw new FormatException("holds keys that are sealed in a way that this version does not know.");
        return new Sealed(iterations, Bytes(element, "salt"), Bytes(element, "iv"), Bytes(element, "data"), Bytes(element, "mac"));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("derivation", Derivation);
        writer.WriteNumber("iterations", Iterations);
        writer.WriteBase64String("salt", Salt);
        writer.WriteString("cipher", Cipher);
        writer.WriteBase64String("iv", Start);
        writer.WriteBase64String("data", Data);
        writer.WriteBase64String("mac", Mac);
        writer.WriteEndObject();
    }

    private static byte[] Bytes(JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new FormatException($"holds sealed keys without a '{name}' that can be read.");
}

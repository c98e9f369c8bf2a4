using System;
using System.Security.Cryptography;
using System.Text;

namespace ClaudeDesktop.Lists;

/// <summary>
/// Seals bytes under a passphrase with what every platform of the module has: AES-256-CBC, and then HMAC-SHA-256 over all that opening
/// depends on. Both keys come of one PBKDF2-HMAC-SHA-256 run.
/// </summary>
internal static class Seal
{
    public const int ShortestPassphrase = 8;
    private const int Iterations = 600_000;
    private const int FewestIterations = 100_000;

    // A list with more would only keep the machine busy.
    private const int MostIterations = 5_000_000;
    private const int SaltLength = 16;
    private const int BlockLength = 16;
    private const int KeyLength = 32;

    public static Sealed Close(byte[] content, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var start = RandomNumberGenerator.GetBytes(BlockLength);
        var (encryption, authentication) = Derive(passphrase, salt, Iterations);
        using var cipher = Aes.Create();
        cipher.Key = encryption;
        cipher.IV = start;
        using var encryptor = cipher.CreateEncryptor();
        var closed = new Sealed(Iterations, salt, start, encryptor.TransformFinalBlock(content, 0, content.Length), []);
        return closed with { Mac = MacOf(closed, authentication) };
    }

    /// <returns>Null where the passphrase is another one, or a bit of it was changed.</returns>
    /// <exception cref="FormatException">It was not made by <see cref="Close"/>.</exception>
    public static byte[]? Open(Sealed closed, string passphrase)
    {
        if (closed.Iterations is < FewestIterations or > MostIterations || closed.Salt.Length != SaltLength || closed.Start.Length != BlockLength
            || closed.Data.Length == 0 || closed.Data.Length % BlockLength != 0)
            throw new FormatException("holds sealed keys with measures that this module never uses.");
        var (encryption, authentication) = Derive(passphrase, closed.Salt, closed.Iterations);
        if (!AreSame(MacOf(closed, authentication), closed.Mac))
            return null;
        using var cipher = Aes.Create();
        cipher.Key = encryption;
        cipher.IV = closed.Start;
        using var decryptor = cipher.CreateDecryptor();
        return decryptor.TransformFinalBlock(closed.Data, 0, closed.Data.Length);
    }

    // One accent can be typed as one character or as two.
    private static (byte[] Encryption, byte[] Authentication) Derive(string passphrase, byte[] salt, int iterations)
    {
        var master = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase.Normalize(NormalizationForm.FormC)), salt, iterations, HashAlgorithmName.SHA256, KeyLength);
        using var expand = new HMACSHA256(master);
        return (expand.ComputeHash("ClaudeDesktop list encryption"u8.ToArray()), expand.ComputeHash("ClaudeDesktop list authentication"u8.ToArray()));
    }

    private static byte[] MacOf(Sealed closed, byte[] key)
    {
        var rounds = BitConverter.GetBytes(closed.Iterations);
        if (!BitConverter.IsLittleEndian)
            Array.Reverse(rounds);
        using var mac = new HMACSHA256(key);
        return mac.ComputeHash([.. "ClaudeDesktop list 1"u8, .. rounds, .. closed.Salt, .. closed.Start, .. closed.Data]);
    }

    // Takes as long for a code that is wrong at its beginning as for one that is wrong at its end.
    private static bool AreSame(byte[] left, byte[] right)
    {
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length; i++)
            difference |= left[i] ^ right[i % Math.Max(right.Length, 1)];
        return difference == 0;
    }
}

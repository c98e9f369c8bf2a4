using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Keeps the secrets of two data folders of one user apart.</summary>
internal static class SecretScope
{
    /// <summary>The scope of the user's own data folder, which keeps its secrets when the home folder moves.</summary>
    public const string Own = "default";
    private const int Length = 16;

    public static string Of(DataHome home)
    {
        if (home.IsDefault)
            return Own;
        var path = Path.GetFullPath(home.Root).TrimEnd('/', '\\');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path))).Remove(Length);
    }
}

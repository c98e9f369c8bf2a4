#if NETSTANDARD2_0
#pragma warning disable IDE0130 // Found without a using, as the members of .NET itself are.

using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace System;

/// <summary>Members of .NET 10 that .NET Standard 2.0 lacks, so that one source serves both.</summary>
internal static class MissingMembers
{
    extension(ArgumentNullException)
    {
        public static void ThrowIfNull([NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
        {
            if (argument is null)
                throw new ArgumentNullException(paramName);
        }
    }

    extension(Convert)
    {
        public static string ToHexString(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "");
    }

    extension(Enum)
    {
        public static bool IsDefined<T>(T value)
            where T : struct, Enum => Enum.IsDefined(typeof(T), value);

        public static string[] GetNames<T>()
            where T : struct, Enum => Enum.GetNames(typeof(T));
    }

    extension(SHA256)
    {
        public static byte[] HashData(byte[] source)
        {
            using var sha = SHA256.Create();
            return sha.ComputeHash(source);
        }
    }

    extension(RandomNumberGenerator)
    {
        public static byte[] GetBytes(int count)
        {
            var bytes = new byte[count];
            using var generator = RandomNumberGenerator.Create();
            generator.GetBytes(bytes);
            return bytes;
        }
    }

    extension(OperatingSystem)
    {
        public static bool IsWindows() => Path.DirectorySeparatorChar == '\\';
    }

    extension(string text)
    {
        public bool StartsWith(char value) => text.Length > 0 && text[0] == value;

        public bool EndsWith(char value) => text.Length > 0 && text[text.Length - 1] == value;

        public bool Contains(char value) => text.IndexOf(value) >= 0;

        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

        public string Replace(string oldValue, string newValue, StringComparison comparison)
        {
            if (comparison == StringComparison.Ordinal)
                return text.Replace(oldValue, newValue);
            var result = new StringBuilder();
            var from = 0;
            for (var at = text.IndexOf(oldValue, comparison); at >= 0; at = text.IndexOf(oldValue, from, comparison))
            {
                result.Append(text, from, at - from).Append(newValue);
                from = at + oldValue.Length;
            }

            return result.Append(text, from, text.Length - from).ToString();
        }
    }
}
#endif

#if NETSTANDARD2_0
#pragma warning disable IDE0130 // Found without a using, as the member of .NET itself is.

namespace System.Security.Cryptography;

/// <summary>PBKDF2 (RFC 8018) with SHA-256, which .NET Standard 2.0 has with SHA-1 only.</summary>
internal static class KeyDerivation
{
    extension(Rfc2898DeriveBytes)
    {
        public static byte[] Pbkdf2(byte[] password, byte[] salt, int iterations, HashAlgorithmName hashAlgorithm, int outputLength)
        {
            if (hashAlgorithm != HashAlgorithmName.SHA256 || outputLength != 32)
                throw new NotSupportedException("Only one block of SHA-256 is used here.");
            using var mac = new HMACSHA256(password);
            var first = new byte[salt.Length + 4];
            salt.CopyTo(first, 0);
            first[first.Length - 1] = 1;
            var round = mac.ComputeHash(first);
            var output = (byte[])round.Clone();
            for (var i = 1; i < iterations; i++)
            {
                round = mac.ComputeHash(round);
                for (var j = 0; j < output.Length; j++)
                    output[j] ^= round[j];
            }

            return output;
        }
    }
}
#endif

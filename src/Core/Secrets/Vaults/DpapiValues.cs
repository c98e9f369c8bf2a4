using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Values that Windows encrypts for the current user (DPAPI). Each is bound to its name, so that two cannot be swapped in the file.</summary>
internal sealed class DpapiValues : IValueProtector
{
    private const int NoPrompt = 0x1;

    public string Protect(string name, string value) => Convert.ToBase64String(Run(Encoding.UTF8.GetBytes(value), name, protect: true));

    public string Unprotect(string name, string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Run(Convert.FromBase64String(text), name, protect: false));
        }
        catch (FormatException e)
        {
            throw new SecretVaultException($"cannot read '{name}', which was changed", e);
        }
    }

    private static byte[] Run(byte[] data, string name, bool protect)
    {
        var input = Blob.Of(data);
        var entropy = Blob.Of(Encoding.UTF8.GetBytes("ClaudeDesktop.PS secret: " + name));
        var output = default(Blob);
        try
        {
            var done = protect
                ? CryptProtectData(ref input, null, ref entropy, IntPtr.Zero, IntPtr.Zero, NoPrompt, out output)
                : CryptUnprotectData(ref input, IntPtr.Zero, ref entropy, IntPtr.Zero, IntPtr.Zero, NoPrompt, out output);
            if (!done)
                throw Refused(name, protect);
            return output.ToArray();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new SecretVaultException("is not on this system", e);
        }
        finally
        {
            input.Clear();
            entropy.Clear();
            output.ClearLocal();
        }
    }

    private static SecretVaultException Refused(string name, bool protect)
    {
        var cause = new Win32Exception(Marshal.GetLastWin32Error());
        return new SecretVaultException($"could not {(protect ? "encrypt" : "decrypt")} '{name}': {cause.Message.TrimEnd('.')}", cause);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        private int _length;
        private IntPtr _data;

        public static Blob Of(byte[] bytes)
        {
            var blob = new Blob { _length = bytes.Length, _data = Marshal.AllocHGlobal(Math.Max(bytes.Length, 1)) };
            Marshal.Copy(bytes, 0, blob._data, bytes.Length);
            Array.Clear(bytes, 0, bytes.Length);
            return blob;
        }

        public readonly byte[] ToArray()
        {
            var bytes = new byte[_length];
            Marshal.Copy(_data, bytes, 0, _length);
            return bytes;
        }

        public void Clear()
        {
            Zero();
            Marshal.FreeHGlobal(_data);
            _data = IntPtr.Zero;
        }

        public void ClearLocal()
        {
            if (_data == IntPtr.Zero)
                return;
            Zero();
            _ = LocalFree(_data);
            _data = IntPtr.Zero;
        }

        private readonly void Zero()
        {
            for (var i = 0; i < _length; i++)
                Marshal.WriteByte(_data, i, 0);
        }
    }

#pragma warning disable CA5392, SYSLIB1054 // The system's own libraries, for both target frameworks.
    [DllImport("crypt32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptProtectData(ref Blob input, string? description, ref Blob entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    [DllImport("crypt32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptUnprotectData(ref Blob input, IntPtr description, ref Blob entropy, IntPtr reserved, IntPtr prompt, int flags, out Blob output);

    [DllImport("kernel32", ExactSpelling = true)]
    private static extern IntPtr LocalFree(IntPtr memory);
#pragma warning restore CA5392, SYSLIB1054
}

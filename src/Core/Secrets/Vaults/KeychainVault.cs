using System;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Generic passwords in the user's default keychain, through the Security framework.</summary>
internal sealed class KeychainVault(string scope) : ISecretVault
{
    private const string Security = "/System/Library/Frameworks/Security.framework/Security";
    private const string CoreFoundation = "/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation";
    private const int NotFound = -25300;
    private readonly byte[] _service = Encoding.UTF8.GetBytes(scope == SecretScope.Own ? "ClaudeDesktop.PS" : "ClaudeDesktop.PS." + scope);

    public string? Get(string name) => Run(() =>
    {
        var account = Encoding.UTF8.GetBytes(name);
        var status = SecKeychainFindGenericPassword(
            IntPtr.Zero, (uint)_service.Length, _service, (uint)account.Length, account, out var length, out var data, IntPtr.Zero);
        if (status == NotFound)
            return null;
        Check(status);
        try
        {
            var bytes = new byte[length];
            Marshal.Copy(data, bytes, 0, bytes.Length);
            return Encoding.UTF8.GetString(bytes);
        }
        finally
        {
            _ = SecKeychainItemFreeContent(IntPtr.Zero, data);
        }
    });

    public void Set(string name, string value) => Run(() =>
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var account = Encoding.UTF8.GetBytes(name);
        var status = Find(account, out var item);
        if (status == NotFound)
        {
            Check(SecKeychainAddGenericPassword(
                IntPtr.Zero, (uint)_service.Length, _service, (uint)account.Length, account, (uint)bytes.Length, bytes, IntPtr.Zero));
            return null;
        }

        Check(status);
        try
        {
            Check(SecKeychainItemModifyAttributesAndData(item, IntPtr.Zero, (uint)bytes.Length, bytes));
        }
        finally
        {
            CFRelease(item);
        }

        return null;
    });

    public void Remove(string name) => Run(() =>
    {
        var status = Find(Encoding.UTF8.GetBytes(name), out var item);
        if (status == NotFound)
            return null;
        Check(status);
        try
        {
            Check(SecKeychainItemDelete(item));
        }
        finally
        {
            CFRelease(item);
        }

        return null;
    });

    private int Find(byte[] account, out IntPtr item) =>
        SecKeychainFindGenericPassword(IntPtr.Zero, (uint)_service.Length, _service, (uint)account.Length, account, IntPtr.Zero, IntPtr.Zero, out item);

    private static string? Run(Func<string?> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new SecretVaultException("is not on this system", e);
        }
    }

    private static void Check(int status)
    {
        if (status != 0)
            throw new SecretVaultException(Why(status));
    }

    private static string Why(int status) => status switch
    {
        -25308 => "is locked, and nobody can be asked to unlock it here",
        -25293 or -128 => "was not unlocked",
        -25307 or -25294 => "has no default keychain",
        _ => $"refused with status {status}",
    };

#pragma warning disable CA5392, SYSLIB1054 // The system's own frameworks, for both target frameworks.
    [DllImport(Security)]
    private static extern int SecKeychainFindGenericPassword(
        IntPtr keychain, uint serviceLength, byte[] service, uint accountLength, byte[] account, out uint length, out IntPtr data, IntPtr item);

    [DllImport(Security)]
    private static extern int SecKeychainFindGenericPassword(
        IntPtr keychain, uint serviceLength, byte[] service, uint accountLength, byte[] account, IntPtr length, IntPtr data, out IntPtr item);

    [DllImport(Security)]
    private static extern int SecKeychainAddGenericPassword(
        IntPtr keychain, uint serviceLength, byte[] service, uint accountLength, byte[] account, uint length, byte[] data, IntPtr item);

    [DllImport(Security)]
    private static extern int SecKeychainItemModifyAttributesAndData(IntPtr item, IntPtr attributes, uint length, byte[] data);

    [DllImport(Security)]
    private static extern int SecKeychainItemDelete(IntPtr item);

    [DllImport(Security)]
    private static extern int SecKeychainItemFreeContent(IntPtr attributes, IntPtr data);

    [DllImport(CoreFoundation)]
    private static extern void CFRelease(IntPtr item);
#pragma warning restore CA5392, SYSLIB1054
}

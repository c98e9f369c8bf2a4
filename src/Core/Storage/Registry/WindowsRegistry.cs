using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Storage.Registry;

/// <summary>The registry of this machine, read through the four calls that it takes: a package for them would be one more file in the module.</summary>
internal sealed class WindowsRegistry : IRegistry
{
    // A 32-bit PowerShell must see what Claude Desktop, which is 64-bit, sees.
    private const int ReadAs64Bit = 0x20019 | 0x0100;
    private const int LongestName = 16384;

    public IReadOnlyList<RegistryValue> Values(string path) => Under(path, (key, index, name) =>
    {
        var length = 0;
        var nameLength = name.Length;
        if (RegEnumValueW(key, index, name, ref nameLength, IntPtr.Zero, out _, null, ref length) != 0)
            return null;
        var data = new byte[length];
        nameLength = name.Length;
        return RegEnumValueW(key, index, name, ref nameLength, IntPtr.Zero, out var type, data, ref length) == 0
            ? new RegistryValue(new string(name, 0, nameLength), (RegistryValueType)type, data.AsMemory(0, Math.Min(length, data.Length)))
            : null;
    });

    public IReadOnlyList<string> Subkeys(string path) => Under(path, (key, index, name) =>
    {
        var length = name.Length;
        return RegEnumKeyExW(key, index, name, ref length, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero) == 0 ? new string(name, 0, length) : null;
    });

    private static List<T> Under<T>(string path, Func<IntPtr, int, char[], T?> read)
        where T : class
    {
        var found = new List<T>();
        var cut = path.IndexOf('\\');
        if (RegOpenKeyExW(Root(path.Substring(0, cut)), path.Substring(cut + 1), 0, ReadAs64Bit, out var key) != 0)
            return found;
        try
        {
            var name = new char[LongestName];
            while (read(key, found.Count, name) is { } item)
                found.Add(item);
            return found;
        }
        finally
        {
            _ = RegCloseKey(key);
        }
    }

    private static IntPtr Root(string name) => name switch
    {
        "HKLM" => (IntPtr)unchecked((int)0x80000002),
        "HKCU" => (IntPtr)unchecked((int)0x80000001),
        "HKU" => (IntPtr)unchecked((int)0x80000003),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The path must begin with HKLM, HKCU or HKU."),
    };

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own names, for both target frameworks.
    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern int RegOpenKeyExW(IntPtr root, string path, int options, int access, out IntPtr key);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern int RegEnumValueW(
        IntPtr key, int index, [Out] char[] name, ref int nameLength, IntPtr reserved, out int type, [Out] byte[]? data, ref int dataLength);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern int RegEnumKeyExW(
        IntPtr key, int index, [Out] char[] name, ref int nameLength, IntPtr reserved, IntPtr className, IntPtr classLength, IntPtr lastWrite);

    [DllImport("advapi32", ExactSpelling = true)]
    private static extern int RegCloseKey(IntPtr key);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

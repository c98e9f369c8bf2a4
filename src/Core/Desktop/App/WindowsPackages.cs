using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Asks Windows itself, by calls that any user may make and that need no more than kernel32.</summary>
internal sealed class WindowsPackages : IPackageLookup
{
    private const int Success = 0;
    private const int LongestPath = 1024;

    public IEnumerable<(string FullName, string Folder)> Find(string family)
    {
        foreach (var name in FullNames(family))
        {
            var path = new StringBuilder(LongestPath);
            var length = path.Capacity;
            if (GetPackagePathByFullName(name, ref length, path) == Success)
                yield return (name, path.ToString());
        }
    }

    private static string[] FullNames(string family)
    {
        int count = 0, length = 0;
        _ = GetPackagesByPackageFamily(family, ref count, null, ref length, null);
        if (count == 0 || length == 0)
            return [];
        var names = new IntPtr[count];
        var buffer = new char[length];
        var pinned = GCHandle.Alloc(buffer, GCHandleType.Pinned);
        try
        {
            // A package that came or went between the two calls makes the second one fail: as if there were none.
            return GetPackagesByPackageFamily(family, ref count, names, ref length, buffer) == Success
                ? new string(buffer, 0, length).Split(['\0'], StringSplitOptions.RemoveEmptyEntries)
                : [];
        }
        finally
        {
            pinned.Free();
        }
    }

#pragma warning disable CA5392, SYSLIB1054, CA1838 // The system's own library, for both target frameworks.
    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern int GetPackagesByPackageFamily(string family, ref int count, [Out] IntPtr[]? fullNames, ref int bufferLength, [Out] char[]? buffer);

    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern int GetPackagePathByFullName(string fullName, ref int pathLength, StringBuilder path);
#pragma warning restore CA5392, SYSLIB1054, CA1838
}

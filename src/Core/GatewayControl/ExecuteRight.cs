using System;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>Packages carry no Unix modes, so a program that came in one may lack the right to be run.</summary>
internal static class ExecuteRight
{
    private const int Readers = 0x124;
    private const int Owner = 0x40;

    /// <summary>Gives everybody who may read the program the right to run it. Where that is not ours to give, starting it says so.</summary>
    public static void Restore(string path)
    {
        try
        {
            if (UnixMode.Of(path) is { } mode && (mode & Owner) == 0)
                NativeFile.SetMode(path, mode | ((mode & Readers) >> 2));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Reflection.TargetInvocationException)
        {
            // Left to the start.
        }
    }
}

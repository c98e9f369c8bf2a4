using System;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Lets everybody read and run what an administrator laid down for all; on Windows the folder above says so already.</summary>
internal static class SharedFolder
{
    private const int Folder = 0b111_101_101;
    private const int Program = 0b111_101_101;
    private const int Readable = 0b110_100_100;

    public static void Open(string folder)
    {
        NativeFile.SetMode(folder, Folder);
        foreach (var inner in Directory.GetDirectories(folder))
            Open(inner);
        foreach (var file in Directory.GetFiles(folder))
            NativeFile.SetMode(file, Program);
    }

    /// <summary>Takes it away. On Windows, what somebody's gateway still runs from stays.</summary>
    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It does no harm where it lies.
        }
    }

    public static void Show(string file) => NativeFile.SetMode(file, Readable);
}

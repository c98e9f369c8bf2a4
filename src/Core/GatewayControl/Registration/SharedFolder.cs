using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Lets everybody read and run what an administrator laid down for all; on Windows the folder above says so already.</summary>
internal static class SharedFolder
{
    private const int Folder = 0b111_101_101;
    private const int Program = 0b111_101_101;
    private const int Readable = 0b110_100_100;

    /// <summary>Makes a folder, and what is missing above it, so that everybody can read it. What is there stays as it is.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            Create(parent);
        Directory.CreateDirectory(folder);
        NativeFile.SetMode(folder, Folder);
    }

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

    /// <summary>Takes it away if nothing is in it but empty folders and a lock.</summary>
    public static void DeleteEmpty(string folder, string lockFile)
    {
        if (Directory.Exists(folder) && Directory.GetFiles(folder, "*", SearchOption.AllDirectories).All(file => file == lockFile))
            Delete(folder);
    }

    public static void Show(string file) => NativeFile.SetMode(file, Readable);
}

using System;
using System.Globalization;
using System.IO;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>A text file of this user's alone that begins anew when it is full; the last full ones stay beside it.</summary>
/// <param name="path">Where it lies. Full ones are <c>name.1.log</c>, the newest, and so on.</param>
/// <param name="mostBytes">When it is full.</param>
/// <param name="kept">How many full ones stay.</param>
internal sealed class RotatingFile(string path, long mostBytes = 1024 * 1024, int kept = 4)
{
    private const UnixFileMode File0600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder0700 = File0600 | UnixFileMode.UserExecute;

    public void Append(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        LinkCheck.Refuse(Path.GetDirectoryName(path)!);
        LinkCheck.Refuse(path);
        CreateFolder();
        if (new FileInfo(path) is { Exists: true, Length: > 0 } file && file.Length + bytes.Length > mostBytes)
            Rotate();
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File0600;
        using var stream = new FileStream(path, options);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(stream.SafeFileHandle) != File0600)
            File.SetUnixFileMode(stream.SafeFileHandle, File0600);
        stream.Write(bytes);
    }

    private void CreateFolder()
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, Folder0700);
    }

    private void Rotate()
    {
        for (var number = kept; number > 1; number--)
        {
            if (File.Exists(Full(number - 1)))
                File.Move(Full(number - 1), Full(number), overwrite: true);
        }

        File.Move(path, Full(1), overwrite: true);
    }

    private string Full(int number) => Path.ChangeExtension(path, number.ToString(CultureInfo.InvariantCulture) + Path.GetExtension(path));
}

using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>The folder of the ledgers: this user's alone, and without what is too old.</summary>
internal sealed class UsageFolder(DataHome home, int keptDays, IGatewayLog log)
{
    private const UnixFileMode Mode0700 = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string FileFor(UsageFileName name) => Path.Combine(home.UsageFolder, name.ToString());

    /// <summary>Makes sure that it is there and where it should be.</summary>
    public void Prepare()
    {
        LinkCheck.Refuse(home.Root);
        LinkCheck.Refuse(home.UsageFolder);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(home.UsageFolder);
        else
            Directory.CreateDirectory(home.UsageFolder, Mode0700);
    }

    /// <summary>Deletes the ledgers whose time is over. Nothing else in the folder is touched.</summary>
    public void Sweep(DateTime today)
    {
        try
        {
            foreach (var file in Directory.GetFiles(home.UsageFolder).Where(file => UsageFileName.Parse(file) is { } name && name.Begun.Date.AddDays(keptDays) < today.Date))
                File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever kept.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Log(LogLevel.Warning, $"A usage file whose time is over could not be deleted: {e.Message}");
        }
    }
}

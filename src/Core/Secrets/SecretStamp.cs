using System;
using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>A small file that says nothing but that the secrets have changed, for stores that cannot be watched, such as a keychain.</summary>
public sealed class SecretStamp(DataHome home, IFileOperations files)
{
    /// <summary>The stamp in force, to be compared with a later one; null before the first.</summary>
    public string? Read() => files.Read(home.SecretStampFile) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Tells every process of this user that reads secrets to read them anew.</summary>
    public void Renew()
    {
        try
        {
            files.Replace(home.SecretStampFile, Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")), FilePrivacy.Private, files.Read(home.SecretStampFile));
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.FileChangedMeanwhile)
        {
            // Another command has just renewed it, and after this one's change: that serves both.
        }
    }
}

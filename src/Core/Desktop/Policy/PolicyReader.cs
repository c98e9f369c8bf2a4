using System;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>Reads the managed policy that is in force for a user of this machine.</summary>
public static class PolicyReader
{
    public static ManagedPolicy Read(HostSystem system, IFileOperations files)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(files);
        return !system.IsManaged ? ManagedPolicy.None : system.Kind switch
        {
            SystemKind.Windows => RegistryPolicy.Read(system),
            SystemKind.MacOS => PreferencesPolicy.Read(system, files),
            SystemKind.Linux => SettingsFilePolicy.Read(system, files),
            _ => ManagedPolicy.None,
        };
    }
}

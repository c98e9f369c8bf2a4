using System;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Cmdlets;

/// <summary>
/// Lets Windows PowerShell find the few libraries that PowerShell 7 brings along. Nothing here may mention one of
/// their types: it runs before they can be found.
/// </summary>
public sealed class ModuleInit : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    public void OnImport()
    {
        if (IsDotnetFramework)
            AppDomain.CurrentDomain.AssemblyResolve += DesktopLibraries.Resolve;
    }

    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (IsDotnetFramework)
            AppDomain.CurrentDomain.AssemblyResolve -= DesktopLibraries.Resolve;
    }

    private static bool IsDotnetFramework => RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);
}

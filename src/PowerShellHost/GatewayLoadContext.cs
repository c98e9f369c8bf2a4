using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace ClaudeDesktop.PowerShellHost;

/// <summary>Keeps the gateway's libraries apart from the shell's: what lies in the folder comes from there, and all else from the shell's .NET.</summary>
internal sealed class GatewayLoadContext(string folder) : AssemblyLoadContext("ClaudeDesktop.Gateway")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}

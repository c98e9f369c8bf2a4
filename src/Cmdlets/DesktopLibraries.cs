using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace ClaudeDesktop.Cmdlets;

/// <summary>System.Text.Json and what it needs, for Windows PowerShell. Whatever else is missing is not ours to find.</summary>
internal static class DesktopLibraries
{
    internal static readonly string[] Allowed =
    [
        "Microsoft.Bcl.AsyncInterfaces",
        "System.Buffers",
        "System.Memory",
        "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe",
        "System.Text.Encodings.Web",
        "System.Text.Json",
        "System.Threading.Tasks.Extensions",
        "System.ValueTuple",
    ];

    public static Assembly? Resolve(object? sender, ResolveEventArgs request)
    {
        var name = new AssemblyName(request.Name).Name;
        if (!Allowed.Contains(name, StringComparer.OrdinalIgnoreCase))
            return null;
        var path = Path.Combine(ModuleFolder.DesktopLibraries, name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }
}

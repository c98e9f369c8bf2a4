using System;
using System.IO;
using System.Text;
using Xunit;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Holds a text against the one that was looked at and kept. <c>UPDATE_GOLDEN=1</c> keeps another.</summary>
internal static class GoldenFile
{
    public static void Check(string name, string actual)
    {
        var path = Repository.PathOf("tests", "Unit", "Core.Tests", "GatewayControl", "Registration", "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, actual, new UTF8Encoding(false));
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}

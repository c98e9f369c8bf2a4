using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

public class DesktopLibrariesTests
{
    [Fact]
    public void Nothing_but_the_allowed_names_is_looked_for()
    {
        Assert.Null(DesktopLibraries.Resolve(null, new ResolveEventArgs("Newtonsoft.Json, Version=13.0.0.0")));
        Assert.Null(DesktopLibraries.Resolve(null, new ResolveEventArgs("System.Text.Json.Evil")));
    }

    [Fact]
    public void One_assembly_serves_both_editions() => Assert.Equal(
        ["ClaudeDesktop.Core", "System.Management.Automation", "netstandard"],
        typeof(ModuleInit).Assembly.GetReferencedAssemblies().Select(name => name.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_first_code_that_runs_mentions_no_library_that_may_be_missing()
    {
        var first = new[] { typeof(ModuleInit), typeof(DesktopLibraries), typeof(ModuleFolder) };
        var types = first.SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .OfType<MethodBase>()
            .SelectMany(method => method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
            .Select(type => type.Assembly.GetName().Name);
        Assert.DoesNotContain("System.Text.Json", types);
        Assert.All(first, type => Assert.DoesNotContain("Text.Json;", File.ReadAllText(Repository.PathOf("src", "Cmdlets", type.Name + ".cs")), StringComparison.Ordinal));
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

public class FormatTests
{
    private static readonly XElement[] Views =
        [.. XDocument.Load(Repository.PathOf("module", "ClaudeDesktop.Format.ps1xml")).Descendants("View")];

    private static readonly Assembly[] Assemblies = [typeof(ClaudeDesktopCommand).Assembly, typeof(ModuleContext).Assembly];

    public static TheoryData<string> TypeNames { get; } = [.. Views.SelectMany(view => view.Descendants("TypeName")).Select(name => name.Value).Distinct()];

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Shows_only_properties_that_the_type_has(string typeName)
    {
        var type = TypeOf(typeName);
        Assert.NotNull(type);
        var names = Views.Where(view => view.Descendants("TypeName").Any(name => name.Value == typeName)).SelectMany(Properties).Distinct().ToList();
        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => type.GetProperty(name) is null);
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Has_a_table_a_list_and_a_wide_view(string typeName)
    {
        var views = Views.Where(view => view.Descendants("TypeName").Any(name => name.Value == typeName)).ToList();
        Assert.Contains(views, view => view.Element("TableControl") is not null);
        Assert.Contains(views, view => view.Element("ListControl") is not null);
        Assert.Contains(views, view => view.Element("WideControl") is not null);
    }

    [Fact]
    public void Covers_what_the_cmdlets_give()
    {
        var given = CmdletMetadata.All
            .Select(cmdlet => cmdlet.Type.GetCustomAttributesData().First(data => data.AttributeType.Name == "OutputTypeAttribute"))
            .SelectMany(data => (IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(argument => (Type)argument.Value!)
            .Where(type => Assemblies.Contains(type.Assembly) && !type.IsSubclassOf(typeof(System.Management.Automation.Job)));
        Assert.Empty(given.Select(type => type.FullName).Distinct().Except(TypeNames.Select(row => row.Data)));
    }

    private static IEnumerable<string> Properties(XElement view) => view.Descendants("PropertyName").Select(name => name.Value)
        .Concat(view.Descendants("ScriptBlock").SelectMany(script => Regex.Matches(script.Value, @"\$_\.(\w+)").Select(match => match.Groups[1].Value)));

    private static Type? TypeOf(string name) => Assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

/// <summary>What a cmdlet declares. The attributes' own properties say nothing with the stub at hand, so their metadata is read.</summary>
internal sealed record CmdletMetadata(Type Type, string Verb, string Noun, CustomAttributeData Attribute)
{
    public static IReadOnlyList<CmdletMetadata> All { get; } =
    [
        .. typeof(ClaudeDesktopCommand).Assembly.GetTypes()
            .Select(type => (Type: type, Attribute: Find<CmdletAttribute>(type)))
            .Where(pair => pair.Attribute is not null)
            .Select(pair => new CmdletMetadata(
                pair.Type, (string)pair.Attribute!.ConstructorArguments[0].Value!, (string)pair.Attribute.ConstructorArguments[1].Value!, pair.Attribute))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
    ];

    public string Name => $"{Verb}-{Noun}";

    public bool SupportsShouldProcess => Named(Attribute, "SupportsShouldProcess") is true;

    public string? HelpUri => Named(Attribute, "HelpUri") as string;

    public IEnumerable<PropertyInfo> Parameters => Type.GetProperties().Where(property => Find<ParameterAttribute>(property) is not null);

    public override string ToString() => Name;

    public static CustomAttributeData? Find<T>(MemberInfo member) => member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(T));

    public static object? Named(CustomAttributeData data, string name) =>
        data.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    public static bool IsFromPipelineByName(PropertyInfo parameter) => parameter.GetCustomAttributesData()
        .Any(data => data.AttributeType == typeof(ParameterAttribute) && Named(data, "ValueFromPipelineByPropertyName") is true);

    /// <summary>The parameter's name and its aliases.</summary>
    public static IEnumerable<string> NamesOf(PropertyInfo parameter) =>
        Find<AliasAttribute>(parameter) is { } alias
            ? ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(item => (string)item.Value!).Prepend(parameter.Name)
            : [parameter.Name];
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

/// <summary>What the comments of an assembly say of its members.</summary>
internal sealed class CodeDocs(Assembly assembly)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>A part of a comment, as one line; empty where it is missing.</summary>
    /// <param name="member">The member as the compiler names it, without its parameters.</param>
    /// <param name="part">Such as <c>summary</c>.</param>
    public string Part(string member, string part)
    {
        var found = _members.FirstOrDefault(pair => pair.Key == member || pair.Key.StartsWith(member + "(", StringComparison.Ordinal)).Value?.Element(part)?.Value ?? "";
        return string.Join(" ", found.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}

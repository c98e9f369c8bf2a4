using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

/// <summary>What the shipped binaries refer to exists in netstandard2.0, in the standard library of PowerShell 5.1 and in what ships for Windows PowerShell.</summary>
public class ReferenceTests
{
    private static readonly string _packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [Theory]
    [InlineData("ClaudeDesktop.Cmdlets")]
    [InlineData("ClaudeDesktop.Core")]
    public void Each_member_that_is_referred_to_is_there_on_Windows_PowerShell(string name)
    {
        var known = Known();
        using var file = new PEReader(File.OpenRead(Shipped(name)));
        var reader = file.GetMetadataReader();
        var strangers = reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
            .Except(["netstandard", "System.Management.Automation", "ClaudeDesktop.Core", .. DesktopLibraries.Allowed]);
        Assert.Empty(strangers);

        var asked = reader.MemberReferences.Select(handle => Member(reader, reader.GetMemberReference(handle))).OfType<string>().Distinct().ToList();
        Assert.True(asked.Count > 100, $"Only {asked.Count} references were read.");
        Assert.Equal([], asked.Where(member => !known.Contains(member)));
    }

    [Fact]
    public void A_member_of_a_newer_NET_would_be_found()
    {
        var known = Known();
        Assert.Contains("System.String::Contains/1", known);
        Assert.DoesNotContain("System.IO.File::GetUnixFileMode/1", known);
        Assert.DoesNotContain("System.Convert::ToHexString/1", known);
    }

    /// <summary>Beside the tests lies the Core of their own .NET.</summary>
    private static string Shipped(string name) => name == "ClaudeDesktop.Core"
        ? Repository.PathOf("src", "Core", "bin", Configuration(), "netstandard2.0", name + ".dll")
        : Path.Combine(AppContext.BaseDirectory, name + ".dll");

    private static string Configuration() => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>Type, name and number of parameters of all that can be referred to.</summary>
    private static HashSet<string> Known()
    {
        string[] libraries =
        [
            Path.Combine(_packages, "netstandard.library", "2.0.3", "build", "netstandard2.0", "ref", "netstandard.dll"),
            Path.Combine(_packages, "system.text.json", "8.0.6", "lib", "netstandard2.0", "System.Text.Json.dll"),
            Path.Combine(AppContext.BaseDirectory, "System.Management.Automation.dll"),
            Shipped("ClaudeDesktop.Core"),
            .. new[] { "System.Memory", "System.Buffers", "System.Threading.Tasks.Extensions", "System.Text.Encodings.Web", "Microsoft.Bcl.AsyncInterfaces", "System.Runtime.CompilerServices.Unsafe" }
                .SelectMany(name => Directory.EnumerateFiles(Path.Combine(_packages, name.ToLowerInvariant()), name + ".dll", SearchOption.AllDirectories))
                .Where(path => path.Contains(Path.Combine("lib", "netstandard2.0"), StringComparison.Ordinal)),
        ];
        var members = new HashSet<string>();
        foreach (var library in libraries)
        {
            using var file = new PEReader(File.OpenRead(library));
            var reader = file.GetMetadataReader();
            foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
            {
                var name = FullName(reader, type);
                members.UnionWith(type.GetMethods().Select(reader.GetMethodDefinition).Select(method => $"{name}::{reader.GetString(method.Name)}/{Parameters(reader.GetBlobReader(method.Signature))}"));
                members.UnionWith(type.GetFields().Select(reader.GetFieldDefinition).Select(field => $"{name}::{reader.GetString(field.Name)}/-1"));
            }
        }

        return members;
    }

    private static string? Member(MetadataReader reader, MemberReference member)
    {
        if (TypeName(reader, member.Parent) is not { } type)
            return null;
        return $"{type}::{reader.GetString(member.Name)}/{Parameters(reader.GetBlobReader(member.Signature))}";
    }

    private static string? TypeName(MetadataReader reader, EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeSpecification)
        {
            // Of a constructed type, the type that is constructed: GENERICINST (CLASS | VALUETYPE) and then it.
            var blob = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
            if (blob.ReadCompressedInteger() != (int)SignatureTypeCode.GenericTypeInstance)
                return null;
            blob.ReadCompressedInteger();
            return TypeName(reader, blob.ReadTypeHandle());
        }

        if (handle.Kind != HandleKind.TypeReference)
            return null;
        var type = reader.GetTypeReference((TypeReferenceHandle)handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference ? $"{TypeName(reader, type.ResolutionScope)}+{name}" : $"{reader.GetString(type.Namespace)}.{name}";
    }

    private static string FullName(MetadataReader reader, TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? $"{FullName(reader, reader.GetTypeDefinition(outer))}+{reader.GetString(type.Name)}"
        : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";

    private static int Parameters(BlobReader signature)
    {
        var header = signature.ReadSignatureHeader();
        if (header.Kind != SignatureKind.Method)
            return -1;
        if (header.IsGeneric)
            signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }
}

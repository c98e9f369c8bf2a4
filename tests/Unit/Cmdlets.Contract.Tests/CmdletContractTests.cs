using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Cmdlets.Contract.Tests;

public class CmdletContractTests
{
    private static readonly Type[] VerbClasses =
        [typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity)];

    private static readonly string[] ChangingVerbs =
    [
        "Copy",
        "Enable",
        "Export",
        "Import",
        "Register",
        "Remove",
        "Repair",
        "Reset",
        "Restart",
        "Restore",
        "Set",
        "Start",
        "Stop",
        "Unregister",
        "Update",
    ];

    private static readonly string[] PureMakers = ["New-CDModelRoute"];

    private static readonly string[] SecretEndings = ["Key", "Token", "Password", "Secret", "Credential"];

    // "Notes" is a text, "LimitTokens" names a unit, "AllUsers" is the name that PowerShell's own commands use, and "ByAddress" and the like are no plurals.
    private static readonly string[] NoPlurals = ["AllUsers", "LimitTokens", "Notes", "Previous"];

    // Columns of a table that have no counterpart on the object.
    private static readonly string[] TableOnly = ["ApiKeyFromEnvironment", "SecretName", "NewName", "NewId", "Region", "Resource", "UserProfilePath", "VaultName"];

    private static readonly Dictionary<string, Type> PipedTypes = new(StringComparer.Ordinal)
    {
        ["CDBudget"] = typeof(ClaudeDesktop.Budgets.BudgetStatus),
        ["Get-CDPrice"] = typeof(Provider),
        ["Update-CDPrice"] = typeof(System.IO.FileInfo),
        ["CDProvider"] = typeof(Provider),
        ["CDProfile"] = typeof(ClaudeDesktop.Desktop.ProfileSnapshot),
        ["CDModelRoute"] = typeof(ModelRoute),
        ["CDPreset"] = typeof(Preset),
        ["CDModel"] = typeof(Provider),
        ["CDClaudeCodeProvider"] = typeof(System.IO.FileInfo),
    };

    private static Type PipedType(string name, string noun) => PipedTypes.TryGetValue(name, out var type) ? type : PipedTypes[noun];

    [Fact]
    public void There_are_cmdlets() => Assert.NotEmpty(CmdletMetadata.All);

    [Fact]
    public void Every_verb_is_approved()
    {
        var approved = VerbClasses.SelectMany(type => type.GetFields()).Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(CmdletMetadata.All, cmdlet => !approved.Contains(cmdlet.Verb));
    }

    [Fact]
    public void Every_noun_is_ours_and_singular() =>
        Assert.DoesNotContain(CmdletMetadata.All, cmdlet => !cmdlet.Noun.StartsWith("CD", StringComparison.Ordinal) || cmdlet.Noun.EndsWith('s'));

    [Fact]
    public void Every_cmdlet_is_a_public_sealed_class_named_after_its_command() =>
        Assert.DoesNotContain(CmdletMetadata.All, cmdlet => cmdlet.Type is not { IsPublic: true, IsSealed: true } || cmdlet.Type.Name != $"{cmdlet.Verb}{cmdlet.Noun}Command");

    [Fact]
    public void Every_cmdlet_says_what_it_gives_and_where_its_help_is()
    {
        Assert.DoesNotContain(CmdletMetadata.All, cmdlet => CmdletMetadata.Find<OutputTypeAttribute>(cmdlet.Type) is null);
        Assert.DoesNotContain(CmdletMetadata.All, cmdlet => cmdlet.HelpUri?.EndsWith($"/{cmdlet.Name}.md", StringComparison.Ordinal) != true);
    }

    [Fact]
    public void What_changes_something_can_be_tried_and_what_does_not_pretends_nothing() =>
        Assert.DoesNotContain(CmdletMetadata.All, cmdlet =>
            cmdlet.SupportsShouldProcess != (ChangingVerbs.Contains(cmdlet.Verb) || (cmdlet.Verb == "New" && !PureMakers.Contains(cmdlet.Name))));

    [Fact]
    public void No_secret_is_a_string() =>
        Assert.Empty(Parameters(parameter => Element(parameter.PropertyType) == typeof(string) && SecretEndings.Any(ending => parameter.Name.EndsWith(ending, StringComparison.Ordinal))));

    [Fact]
    public void No_parameter_is_a_plural_or_a_bool()
    {
        Assert.Empty(Parameters(parameter => parameter.Name.EndsWith('s') && !NoPlurals.Contains(parameter.Name)));
        Assert.Empty(Parameters(parameter => parameter.PropertyType == typeof(bool)));
    }

    [Fact]
    public void What_binds_by_property_name_exists_on_the_object_that_is_piped()
    {
        Assert.Empty(CmdletMetadata.All.SelectMany(cmdlet => cmdlet.Parameters
            .Where(CmdletMetadata.IsFromPipelineByName)
            .Where(parameter => !TableOnly.Contains(parameter.Name))
            .Where(parameter => !CmdletMetadata.NamesOf(parameter).Any(name => PipedType(cmdlet.Name, cmdlet.Noun).GetProperty(name) is not null))
            .Select(parameter => $"{cmdlet.Name} -{parameter.Name}")));
    }

    [Fact]
    public void At_most_one_parameter_of_a_set_takes_the_piped_object_itself()
    {
        var twice = CmdletMetadata.All.SelectMany(cmdlet => cmdlet.Parameters
            .SelectMany(parameter => parameter.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(ParameterAttribute) && CmdletMetadata.Named(data, "ValueFromPipeline") is true)
            .GroupBy(data => CmdletMetadata.Named(data, "ParameterSetName") as string)
            .Where(group => group.Count() > 1)
            .Select(group => $"{cmdlet.Name} {group.Key}"));
        Assert.Empty(twice);
    }

    [Fact]
    public void Every_cmdlet_has_a_file_of_its_own()
    {
        foreach (var cmdlet in CmdletMetadata.All)
        {
            var folder = cmdlet.Type.Namespace!["ClaudeDesktop.Cmdlets.".Length..];
            var path = Repository.PathOf("src", "Cmdlets", folder, cmdlet.Type.Name + ".cs");
            Assert.True(System.IO.File.Exists(path), path);
        }
    }

    private static IEnumerable<string> Parameters(Func<PropertyInfo, bool> condition) =>
        CmdletMetadata.All.SelectMany(cmdlet => cmdlet.Parameters.Where(condition).Select(parameter => $"{cmdlet.Name} -{parameter.Name}"));

    private static Type Element(Type type) => type.IsArray ? type.GetElementType()! : type;
}

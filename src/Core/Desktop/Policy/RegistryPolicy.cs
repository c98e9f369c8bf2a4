using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Storage.Registry;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>The policy in the registry of Windows. The machine's and the user's are never merged.</summary>
internal static class RegistryPolicy
{
    private const string Key = @"SOFTWARE\Policies\Claude";

    public static ManagedPolicy Read(HostSystem system)
    {
        const string machinePath = @"HKLM\" + Key;
        var machine = Visible(system, machinePath);
        var userPath = system.UserRegistry is { } root ? $@"{root}\{Key}" : null;
        var user = userPath is null ? [] : Visible(system, userPath);
        return machine.Count == 0
            ? new ManagedPolicy { Entries = Entries(user, userPath!, PolicyScope.User) }
            : new ManagedPolicy { Entries = Entries(machine, machinePath, PolicyScope.Machine), Remarks = user.Count == 0 ? [] : [Ignored(userPath!, machinePath, machine[0])] };
    }

    // Claude Desktop does not see values of other types, nor anything below the key.
    private static List<RegistryValue> Visible(HostSystem system, string path) =>
        [.. system.Registry.Values(path).Where(value => value.Type is RegistryValueType.Text or RegistryValueType.ExpandableText or RegistryValueType.Number)];

    private static IReadOnlyList<PolicyEntry> Entries(List<RegistryValue> values, string path, PolicyScope scope) =>
    [
        .. from value in values
           where value.Name.Length > 0
           select new PolicyEntry(value.Name, path, scope) { Value = ValueOf(value), IsTrusted = scope == PolicyScope.Machine },
    ];

    private static JsonElement? ValueOf(RegistryValue value) => value.Type switch
    {
        RegistryValueType.Text => PolicyJson.Decoded(PolicyJson.Text(value.Text!)),
        RegistryValueType.Number when value.Number is { } number => PolicyJson.Element(JsonRaw.Write(writer => writer.WriteNumberValue(number))),
        _ => null,
    };

    private static string Ignored(string user, string machine, RegistryValue first)
    {
        var name = first.Name.Length == 0 ? "the default value" : $"'{first.Name}'";
        return $"{user} is not read, because {machine} holds a value: {name}.";
    }
}

using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>What the module says about providers that it cannot work with.</summary>
public static class ProviderErrors
{
    public static ClaudeDesktopException NotFound(string id) => new(
        ErrorCode.ProviderNotFound,
        $"There is no provider '{id}'.",
        "List the providers with Get-CDProvider, or add this one with New-CDProvider.",
        id);

    public static ClaudeDesktopException AlreadyExists(string id) => new(
        ErrorCode.ProviderAlreadyExists,
        $"A provider with the id '{id}' exists already.",
        "Change it with Set-CDProvider, or give the new one another -Id.",
        id);

    public static ClaudeDesktopException PresetValuesWithoutPreset(IEnumerable<string> names)
    {
        var given = string.Join(" and ", names.Select(name => $"-{name}"));
        return new(ErrorCode.PresetValueInvalid, $"{given} fills in the address of a preset, but no preset was named.", $"Name one with -Preset (Get-CDPreset lists them), or leave out {given}.");
    }

    public static ClaudeDesktopException OnlyForOllama() =>
        new(ErrorCode.PresetValueInvalid, "-Pull and -ContextLength are for an Ollama, and the preset is another.", "Add -Preset Ollama, or leave them out.");

    public static ClaudeDesktopException KeyMissing(Provider provider) => new(
        ErrorCode.ProviderKeyMissing,
        $"Provider '{provider.Name}' has no key.",
        $"Give it one: Set-CDProvider {provider.Id} -ApiKey (Read-Host -AsSecureString).",
        provider.Id);

    public static ClaudeDesktopException KeyNotGiven(Provider provider) => new(
        ErrorCode.ProviderKeyMissing,
        $"Provider '{provider.Name}' needs a key, none was given, and this shell runs with -NonInteractive, where nobody can be asked. Nothing was added.",
        "Pass the key as -ApiKey (a SecureString) or -Credential, say where it is with -ApiKeyFromEnvironment NAME or -VaultName VAULT -SecretName NAME, or use -AuthScheme None if it needs no key.",
        provider.Id);

    public static ClaudeDesktopException IsActive(Provider provider) => new(
        ErrorCode.ProviderIsActive,
        $"Provider '{provider.Name}' is the one that Claude Desktop uses now.",
        "Switch to another one first, or use -Force, which puts Claude Desktop back to official mode.",
        provider.Id);

    public static ClaudeDesktopException IsOfficial() => new(
        ErrorCode.ProviderIsOfficial,
        "The official provider is Claude Desktop's own and cannot be changed, copied or removed.",
        "Use New-CDProvider for a provider of your own, or Restore-CDOfficial to switch to the official one.",
        OfficialProvider.Id);
}

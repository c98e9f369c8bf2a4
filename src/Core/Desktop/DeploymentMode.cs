using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The key of Claude Desktop's own settings that chooses between Claude.ai and a third party.</summary>
internal static class DeploymentMode
{
    public const string ThirdParty = "3p";
    public const string Official = "1p";
    private const string Key = "deploymentMode";

    public static string? Read(JsonText? config) => config?.FindString(Key);

    /// <summary>The settings with a mode; null takes the key away.</summary>
    public static JsonText? Write(JsonText? config, string? mode) =>
        mode is null ? config?.Remove(Key) : (config ?? JsonText.EmptyObject).SetString(mode, Key);
}

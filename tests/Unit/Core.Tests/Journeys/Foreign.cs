namespace ClaudeDesktop.Tests.Journeys;

/// <summary>What other programs, and the user, keep where we write.</summary>
internal static class Foreign
{
    public const string ProfileId = "00000000-0000-4000-8000-000000000114";
    public const string Profile = "{\r\n\t\"inferenceProvider\": \"gateway\",\r\n\t\"inferenceGatewayBaseUrl\": \"http://127.0.0.1:11435\",\r\n\t\"inferenceGatewayApiKey\": \"ollama\",\r\n\t\"chatTabEnabled\": true\r\n}\r\n";
    public const string OtherProfile = "{\"inferenceProvider\":\"bedrock\",\"inferenceBedrockRegion\":\"eu-central-1\",\"x\":1.0}";

    /// <summary>The settings as the app writes them when it saves while quitting: from its memory, in its own layout.</summary>
    public const string SavedWhileQuitting = "{\n  \"deploymentMode\": \"1p\",\n  \"savedWhileQuitting\": true\n}";

    /// <summary>Two foreign profiles, the first one applied; settings with members of their own; files that are none of our business.</summary>
    public static void Furnish(FixtureHome home)
    {
        var paths = home.Paths;
        home.Write(
            paths.LibraryIndex,
            $"{{\n  \"appliedId\" : \"{ProfileId}\",\n  \"hybridPointer\": 1e3,\n  \"entries\": [ {{\"id\": \"{ProfileId}\", \"name\": \"Ollama\"}},\n    {{\"id\":\"7b0f2c7e-9a41-4a0e-8a0e-6f1f0a2b3c4d\",\"name\":\"Bedr\\u00f6ck\"}} ]\n}}\n");
        home.Write(home.System.Join(paths.Library, ProfileId + ".json"), Profile);
        home.Write(home.System.Join(paths.Library, "7b0f2c7e-9a41-4a0e-8a0e-6f1f0a2b3c4d.json"), OtherProfile);
        home.Write(paths.ThirdPartyConfig, "{\n    \"deploymentMode\": \"3p\",\n    \"window\": { \"zoom\": 1.0, \"big\": 12345678901234567890 }\n}");
        if (paths.StandardConfig != paths.ThirdPartyConfig)
            home.Write(paths.StandardConfig, "{\"mcpServers\":{\"files\":{\"command\":\"npx\",\"args\":[\"-y\",\"server\"]}},\"globalShortcut\":\"\"}");
        home.Write(home.System.Join(paths.StandardFolder, "Local State"), "{}");
        home.Write(home.System.Join(paths.ThirdPartyFolder, "Preferences"), "{ }\n");
    }
}

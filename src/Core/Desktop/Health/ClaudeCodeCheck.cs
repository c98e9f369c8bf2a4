using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether Claude Code, which is the Code tab of Claude Desktop, has an address, a key or a sign-in of its own that goes before the profile's.</summary>
internal sealed class ClaudeCodeCheck : IHealthCheck
{
    private const string KeyHelper = "apiKeyHelper";
    private const string BaseUrl = "ANTHROPIC_BASE_URL";
    private static readonly string[] Keys = ["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY"];
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is null)
            return [];
        var system = scene.Context.System;
        return Settings(ClaudeCodeFiles.UserSettings(system), "Claude Code's settings", scene)
            .Concat(ClaudeCodeFiles.ManagedSettings(system) is { } managed ? Settings(managed, "The managed settings of Claude Code", scene) : [])
            .Concat(SignIn(scene));
    }

    private static IEnumerable<HealthFinding> Settings(string path, string what, HealthScene scene)
    {
        var names = Read(path, scene, root => GoingBefore(root, scene.Files.Profile).ToList());
        if (names is { Count: > 0 })
        {
            yield return Finding(
                $"{what} hold {string.Join(" and ", names)}, which {(names.Count == 1 ? "goes" : "go")} before the profile in Claude Desktop's Code tab.",
                $"Take {(names.Count == 1 ? "it" : "them")} out of the file, if the Code tab is to use the provider too; then quit Claude Desktop fully and start it again.",
                path);
        }
    }

    private static IEnumerable<string> GoingBefore(JsonElement root, JsonText? profile)
    {
        if (JsonString.Of(root, KeyHelper) is { Length: > 0 })
            yield return KeyHelper;
        if (!root.TryGetProperty("env", out var environment))
            yield break;
        if (JsonString.Of(environment, BaseUrl) is { Length: > 0 } address && address.TrimEnd('/') != profile?.FindString(ProfileKeys.BaseUrl)?.TrimEnd('/'))
            yield return BaseUrl;
        foreach (var key in Keys.Where(key => JsonString.Of(environment, key) is { Length: > 0 } value && value != profile?.FindString(ProfileKeys.ApiKey)))
            yield return key;
    }

    private static IEnumerable<HealthFinding> SignIn(HealthScene scene)
    {
        var system = scene.Context.System;
        (string Path, string Member)[] places = [(ClaudeCodeFiles.Credentials(system), "claudeAiOauth"), (ClaudeCodeFiles.Account(system), "oauthAccount")];
        return from place in places.Where(place => Read(place.Path, scene, root => root.TryGetProperty(place.Member, out var found) && found.ValueKind == JsonValueKind.Object)).Take(1)
               select Finding(
                   "Claude Code is still signed in to Claude.ai, and some versions of Claude Desktop use that sign-in in the Code tab instead of the profile.",
                   "If the Code tab answers with error 401 while the rest works: run 'claude auth logout', then quit Claude Desktop fully and start it again.",
                   place.Path);
    }

    // What Claude Code itself cannot read does not count, and what is wrong with it is not for us to say.
    private static T? Read<T>(string path, HealthScene scene, Func<JsonElement, T> look)
    {
        try
        {
            if (scene.Context.Files.Read(path) is not { } bytes)
                return default;
            using var document = JsonDocument.Parse(WithoutMark(bytes), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object ? look(document.RootElement) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ClaudeDesktopException)
        {
            return default;
        }
    }

    // Notepad and Windows PowerShell put one before the text.
    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }) ? bytes.AsMemory(3) : bytes;

    private static HealthFinding Finding(string message, string action, string path) => HealthFinding.Of(HealthCode.ClaudeCodeLoginLeftover, message, action, path);
}

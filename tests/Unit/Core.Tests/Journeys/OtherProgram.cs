using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaudeDesktop.Desktop;
using Xunit;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>Another program at work in the same files, which remembers everything that it wrote and will look for it.</summary>
internal sealed class OtherProgram(FixtureHome home, Random random)
{
    private readonly Dictionary<(string File, string Key), string> _members = [];
    private readonly Dictionary<string, string> _entries = [];
    private readonly Dictionary<string, string> _profiles = [];
    private int _count;

    private string[] Settings => [home.Paths.StandardConfig, home.Paths.ThirdPartyConfig];

    public string Edit()
    {
        var number = ++_count;
        switch (random.Next(8))
        {
            case 0:
                return Member(Settings[random.Next(2)], number);
            case 1:
                return Member(home.Paths.LibraryIndex, number);
            case 2:
                return NewProfile(number);
            case 3:
                Change(home.Paths.LibraryIndex, root => root["appliedId"] = Foreign.ProfileId);
                return "applied its own profile";
            case 4:
                Change(Settings[random.Next(2)], root => root["deploymentMode"] = random.Next(2) == 0 ? "1p" : "3p");
                return "chose a mode";
            case 5:
                return File.Exists(home.Paths.Profile) ? Member(home.Paths.Profile, number) : "looked for our profile";
            case 6:
                return Spoil();
            default:
                var path = Settings[random.Next(2)];
                Change(path, _ => { });
                return "laid its settings out anew";
        }
    }

    /// <summary>Everything that this program wrote is still there.</summary>
    public void AssertNothingIsLost(string story)
    {
        foreach (var ((file, key), value) in _members)
            Assert.True(Parse(file)?[key]?.ToString() == value, $"'{key}' of {Path.GetFileName(file)} is lost after: {story}");
        var listed = (Parse(home.Paths.LibraryIndex)?["entries"] as JsonArray ?? []).Select(entry => ((string?)entry?["id"], (string?)entry?["name"])).ToList();
        foreach (var (id, name) in _entries)
            Assert.True(listed.Contains((id, name)), $"the entry '{id}' is lost after: {story}");
        foreach (var (path, text) in _profiles)
            Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{Path.GetFileName(path)} is not as it was after: {story}");
    }

    public void Begin()
    {
        foreach (var id in new[] { Foreign.ProfileId, "7b0f2c7e-9a41-4a0e-8a0e-6f1f0a2b3c4d" })
        {
            var path = home.System.Join(home.Paths.Library, id + ".json");
            _profiles[path] = File.ReadAllText(path);
        }

        foreach (var entry in (JsonArray)Parse(home.Paths.LibraryIndex)!["entries"]!)
            _entries[(string)entry!["id"]!] = (string)entry["name"]!;
        _members[(home.Paths.LibraryIndex, "hybridPointer")] = "1e3";
    }

    private string Member(string file, int number)
    {
        Change(file, root => root[$"theirs{number}"] = $"value {number}");
        _members[(file, $"theirs{number}")] = $"value {number}";
        return $"added 'theirs{number}' to {Path.GetFileName(file)}";
    }

    private string NewProfile(int number)
    {
        var id = $"aaaaaaaa-0000-4000-8000-{number:000000000000}";
        var path = home.System.Join(home.Paths.Library, id + ".json");
        _profiles[path] = $"{{ \"inferenceProvider\" : \"gateway\", \"n\": {number}.0 }}\n";
        home.Write(path, _profiles[path]);
        Change(home.Paths.LibraryIndex, root => ((JsonArray)root["entries"]!).Add(new JsonObject { ["id"] = id, ["name"] = $"Theirs {number}" }));
        _entries[id] = $"Theirs {number}";
        return $"added the profile {id}";
    }

    private string Spoil()
    {
        var path = home.Paths.Profile;
        if (!File.Exists(path))
            return "looked for our profile";
        if (random.Next(3) > 0)
        {
            Change(path, root => root[ProfileKeys.BaseUrl] = "http://127.0.0.1:4000");
            return "pointed our profile elsewhere";
        }

        File.Delete(path);
        foreach (var member in _members.Keys.Where(member => member.File == path).ToList())
            _members.Remove(member);
        return "deleted our profile";
    }

    private static void Change(string file, Action<JsonObject> change)
    {
        var root = Parse(file) ?? [];
        change(root);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static JsonObject? Parse(string file) => File.Exists(file) ? (JsonObject?)JsonNode.Parse(File.ReadAllText(file)) : null;
}

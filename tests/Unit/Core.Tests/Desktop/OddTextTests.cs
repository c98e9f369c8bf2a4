using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>What JSON allows and other programs write, though .NET has no string or object for it.</summary>
public sealed class OddTextTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Half_a_character_in_what_is_not_ours_survives_a_switch_there_and_back()
    {
        const string Foreign = """{ "\ud800": 1.0,"note":"cut \udc00" , "x":{"\udfff":1e3}}""";
        const string Index = """{"\ud83d":7,"entries":[{"id":"\ud800","name":"\udc00"},{"id":"theirs","name":"n"}]}""";
        _home.AddMapped("kimi");
        _home.Write(_home.Paths.Profile, Foreign);
        _home.Write(_home.Paths.LibraryIndex, Index);

        new ProfileSwitch(_home.Context()).Enable("kimi");
        Assert.Equal(["", "theirs", DesktopPaths.ProfileId], ProfileReader.Read(_home.Context()).Library.Select(entry => entry.Id));
        new ProfileSwitch(_home.Context()).Restore(previous: false);

        Assert.Equal(Foreign, _home.Text(_home.Paths.Profile));
        Assert.Equal(Index, _home.Text(_home.Paths.LibraryIndex));
    }

    [Theory]
    [InlineData("""{"inferenceProvider":"\ud800","inferenceGatewayBaseUrl":"\udc00","inferenceModels":["\ud800",{"name":"\ud800"},{"\ud800":1}]}""")]
    [InlineData("""{"inferenceModels":[{"name":1,"name":2}],"inferenceCustomHeaders":{"a":"1","a":"2"}}""")]
    public void What_stands_in_our_own_keys_is_found_and_written_anew(string profile)
    {
        _home.AddMapped("kimi");
        new ProfileSwitch(_home.Context()).Enable("kimi");
        _home.Write(_home.Paths.Profile, profile);

        Assert.Contains(Check(), finding => finding.Severity == HealthSeverity.Error);
        new ProfileSwitch(_home.Context()).Enable("kimi");
        Assert.Equal([HealthCode.Healthy], Check().Select(finding => finding.Code));
    }

    private IReadOnlyList<HealthFinding> Check() => new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check();
}

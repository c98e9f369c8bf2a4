using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class HeaderTemplateTests
{
    private static readonly HeaderValues Values = new() { User = "CORP\\j\"m", Host = "box\r\nX-Evil: 1\u2028", Session = "s-1", Provider = "p", Model = "gpt-5", Role = ModelRole.Opus };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{user} on {HOST}", "CORP\\j\"m on boxX-Evil: 1")]
    [InlineData("{provider}/{model}/{role}/{session}", "p/gpt-5/Opus/s-1")]
    [InlineData("{\"a\":{\"who\":\"{user}\"},\"b\":{}}", "{\"a\":{\"who\":\"CORP\\\\j\\u0022m\"},\"b\":{}}")]
    [InlineData("[\"{session}\"]", "[\"s-1\"]")]
    [InlineData("a { user } {} {{session}} {", "a { user } {} {s-1} {")]
    [InlineData("{nobody} {session}", "{nobody} s-1")]
    public void A_value_is_filled_in_and_every_other_brace_stays(string template, string sent) => Assert.Equal(sent, HeaderTemplate.Fill("X-A", template, Values));

    [Fact]
    public void A_value_of_which_nothing_is_left_is_not_sent()
    {
        Assert.Null(HeaderTemplate.Fill("X-A", " {session} ", Values with { Session = null }));
        Assert.Null(HeaderTemplate.Fill("X-A", "{session}", Values with { Session = "\r\n" }));
        Assert.Equal("{\"s\":\"\"}", HeaderTemplate.Fill("X-A", "{\"s\":\"{session}\"}", Values with { Session = null }));
    }

    [Fact]
    public void Whatever_a_client_calls_itself_a_header_can_carry_it()
    {
        var filled = HeaderTemplate.Fill("X-A", "{session}", Values with { Session = "\0\t\u0085ä\uD83D\uDE00\uD83D" + new string('x', 9999) })!;

        Assert.StartsWith("ä\uD83D\uDE00x", filled, StringComparison.Ordinal);
        Assert.DoesNotContain(filled, char.IsControl);
        Assert.InRange(filled.Length, 200, 257);
    }

    [Fact]
    public void Portkeys_metadata_stay_what_Portkey_takes()
    {
        var values = Values with { User = "Jürgen \"J\" \uD83D\uDE00" + new string('x', 200), Session = null };
        var filled = HeaderTemplate.Fill("X-PORTKEY-Metadata", """{"user":"by {user}","session":"{session}","team":"eng"}""", values)!;

        Assert.All(filled, c => Assert.InRange(c, ' ', '~'));
        using var read = JsonDocument.Parse(filled);
        Assert.Equal(["user", "team"], read.RootElement.EnumerateObject().Select(item => item.Name));
        var user = read.RootElement.GetProperty("user").GetString()!;
        Assert.StartsWith("by Jürgen \"J\" \uD83D\uDE00x", user, StringComparison.Ordinal);
        Assert.Equal(128, user.Length);
        Assert.Null(HeaderTemplate.Fill("x-portkey-metadata", """{"session":"{session}"}""", values));
    }

    [Fact]
    public void A_placeholder_that_nobody_knows_is_refused_with_those_that_are_known()
    {
        var problem = Assert.Single(ProviderRules.Problems(With("X-Who", "{username}")));

        Assert.Contains("{username}", problem, StringComparison.Ordinal);
        Assert.All(["{user}", "{host}", "{session}", "{provider}", "{model}", "{role}"], name => Assert.Contains(name, problem, StringComparison.Ordinal));
        Assert.Empty(ProviderRules.Problems(With("X-Who", "{\"a\":{\"b\":\"{User}\"}}")));
    }

    [Fact]
    public void Direct_mode_has_nobody_to_fill_a_placeholder_in() =>
        Assert.Contains("use Mapped mode", Assert.Single(ProviderRules.Problems(With("X-Who", "{user}") with { Mode = ProviderMode.Direct })), StringComparison.Ordinal);

    [Theory]
    [InlineData("sk-abcdefghijklmnop1234")]
    [InlineData("team; sk-ant-api03-abcdefgh12345678")]
    [InlineData("bearer abc")]
    [InlineData("{\"t\":\"AIzaSyabcdefghijklmnop\"}")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln")]
    public void A_value_that_looks_like_a_key_is_refused_and_not_repeated(string value)
    {
        var problem = Assert.Single(ProviderRules.Problems(With("X-Team", value)));

        Assert.Contains("-ApiKey", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(value, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-team")]
    [InlineData("risk-assessment-of-the-year")]
    [InlineData("claude-code-20250219,interleaved-thinking-2025-05-14")]
    [InlineData("https://example.com/app")]
    public void A_value_that_is_no_key_is_none(string value) => Assert.Empty(ProviderRules.Problems(With("X-Team", value)));

    private static Provider With(string header, string value) => new()
    {
        Id = "p",
        Name = "P",
        Mode = ProviderMode.Mapped,
        BaseUri = new Uri("https://api.example.com"),
        Headers = new Dictionary<string, string> { [header] = value },
    };
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class PortkeyMetadataTests
{
    private static readonly Provider Portkey = Presets.Get("Portkey").Create("portkey", "Portkey", null, new Uri("https://api.portkey.ai"));

    [Fact]
    public void A_table_becomes_one_JSON_object_of_plain_characters()
    {
        var value = PortkeyMetadata.Write(new Hashtable { ["team"] = "eng", ["_user"] = "J. Müller \"x\"" })!;

        Assert.All(value, c => Assert.InRange(c, ' ', '~'));
        using var read = JsonDocument.Parse(value);
        Assert.Equal(["_user=J. Müller \"x\"", "team=eng"], read.RootElement.EnumerateObject().Select(item => $"{item.Name}={item.Value.GetString()}"));
        ProviderRules.Check(With(value));
        Assert.Null(PortkeyMetadata.Write(new Hashtable()));
    }

    public static TheoryData<Hashtable, string> Wrong { get; } = new()
    {
        { new Hashtable { ["n"] = 5 }, "'n' must be a text" },
        { new Hashtable { ["n"] = null }, "'n' must be a text" },
        { new Hashtable { [5] = "v" }, "a name that is a text" },
        { new Hashtable { [""] = "v" }, "a name that is a text" },
        { new Hashtable { ["n"] = new string('x', 129) }, "129 characters" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_Portkey_does_not_take_is_refused(Hashtable metadata, string says) =>
        Assert.Contains(says, Assert.Throws<ClaudeDesktopException>(() => PortkeyMetadata.Write(metadata)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("team: eng")]
    [InlineData("[\"team: eng\"]")]
    [InlineData("{\"team\":5}")]
    public void A_header_in_another_form_is_refused(string value) =>
        Assert.Contains("The header 'X-Portkey-Metadata'", Assert.Throws<ClaudeDesktopException>(() => ProviderRules.Check(With(value))).Message, StringComparison.Ordinal);

    private static Provider With(string value) => Portkey with { Headers = new Dictionary<string, string> { ["X-Portkey-Metadata"] = value } };
}

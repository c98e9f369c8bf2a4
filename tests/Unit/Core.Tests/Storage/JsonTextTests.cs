using System;
using System.Text;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Tests.Storage;

public class JsonTextTests
{
    private const string Foreign = "{\r\n\t\"z\" : 1.0,\r\n\t\"managedMcpServers\": [ {\"name\":\"w\\u00e9b\"} ],\r\n\t\"limit\": 1e3,\r\n\t\"autoModeEnabled\":false\r\n}\r\n";

    [Theory]
    [InlineData(Foreign)]
    [InlineData("{}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{ \"a\": 1, \"b\": {\"c\": []} }")]
    [InlineData("{\n    \"a\": 1,\n    \"b\": {\n        \"c\": 2\n    }\n}\n")]
    public void What_is_put_in_and_taken_out_again_leaves_every_byte_as_it_was(string original)
    {
        var text = Parse(original);

        var there = text.SetString("3p", "deploymentMode").Set(JsonRaw.True, "disableDeploymentModeChooser");
        var back = there.Remove("disableDeploymentModeChooser").Remove("deploymentMode");

        Assert.Equal("3p", there.FindString("deploymentMode"));
        Assert.Equal(original, back.ToString());
    }

    [Fact]
    public void An_edit_keeps_the_bytes_that_it_is_not_about()
    {
        var edited = Parse(Foreign).SetString("3p", "deploymentMode").ToString();

        Assert.Equal(Foreign.Replace("false\r\n}", "false,\r\n\t\"deploymentMode\":\"3p\"\r\n}", StringComparison.Ordinal), edited);
    }

    [Fact]
    public void A_value_that_already_means_the_same_keeps_its_bytes()
    {
        var text = Parse("{ \"a\" : [1.0 , 2] }");

        Assert.Same(text, text.Set(Encoding.UTF8.GetBytes("[1.0,2]"), "a"));
    }

    [Fact]
    public void One_element_of_a_list_changes_and_its_neighbours_keep_their_bytes()
    {
        const string meta = "{\"appliedId\":\"x\",\"entries\":[ {\"id\":\"x\" ,\"name\":\"Their  own\"}, {\"name\":\"Ours\",\"id\":\"o\"} ]}";
        var step = JsonStep.Element("id", "o");

        var edited = Parse(meta).SetString("Kimi", "entries", step, "name");

        Assert.Equal(meta.Replace("Ours", "Kimi", StringComparison.Ordinal), edited.ToString());
        Assert.Equal("{\"appliedId\":\"x\",\"entries\":[ {\"id\":\"x\" ,\"name\":\"Their  own\"} ]}", edited.Remove("entries", step).ToString());
    }

    [Fact]
    public void An_element_that_is_missing_is_appended_and_a_list_that_is_missing_is_made()
    {
        var element = JsonRaw.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", "o");
            writer.WriteEndObject();
        });

        Assert.Equal("{\"entries\":[{\"id\":\"a\"},{\"id\":\"o\"}]}", Parse("{\"entries\":[{\"id\":\"a\"}]}").Set(element, "entries", JsonStep.Element("id", "o")).ToString());
        Assert.Equal("{\n  \"entries\": [\n    {\n      \"id\": \"o\"\n    }\n  ]\n}", JsonText.EmptyObject.Set(element, "entries", JsonStep.Element("id", "o")).ToString());
    }

    [Fact]
    public void Of_a_name_that_stands_twice_the_last_counts_and_both_go()
    {
        var text = Parse("{\"a\":1,\"b\":2,\"a\":3}");

        Assert.Equal("3", Encoding.UTF8.GetString(text.Find("a")!.Value.Span));
        Assert.Equal("{\"a\":1,\"b\":2,\"a\":4}", text.Set(Encoding.UTF8.GetBytes("4"), "a").ToString());
        Assert.Equal("{\"b\":2}", text.Remove("a").ToString());
    }

    [Fact]
    public void An_escaped_name_is_found()
    {
        var text = Parse("{\"deployment\\u004dode\":\"1p\"}");

        Assert.Equal("1p", text.FindString("deploymentMode"));
        Assert.Equal("{\"deployment\\u004dode\":\"3p\"}", text.SetString("3p", "deploymentMode").ToString());
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \r\n", "is empty")]
    [InlineData("[]", "not an object")]
    [InlineData("\"text\"", "not an object")]
    [InlineData("{\"a\":1", "is not JSON")]
    [InlineData("{\"a\":1}\0\0", "is not JSON")]
    [InlineData("{\"a\":1,}", "is not JSON")]
    [InlineData("\uFEFF{}", "byte order mark")]
    public void What_is_not_a_JSON_object_is_refused_by_name(string content, string why)
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => Parse(content));

        Assert.Equal(ErrorCode.FileUnreadable, error.Code);
        Assert.Contains("config.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        Assert.Throws<ClaudeDesktopException>(() => JsonText.Parse([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], "config.json"));
        Assert.Throws<ClaudeDesktopException>(() => JsonText.Parse(Encoding.Unicode.GetPreamble(), "config.json"));
    }

    [Fact]
    public void A_value_in_the_way_is_not_overwritten()
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => Parse("{\"entries\":\"none\"}").SetString("x", "entries", JsonStep.Element("id", "o"), "name"));

        Assert.Equal(ErrorCode.FileUnreadable, error.Code);
    }

    private static JsonText Parse(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text), "config.json");
}

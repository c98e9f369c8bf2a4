using System;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClaudeDesktop.Upstreams;
using Xunit;

namespace ClaudeDesktop.Core.Tests.Upstreams;

public sealed class RedactorTests
{
    private const string Secret = "sk-abc+/\"\\&=<def>'0123456789";

    public static TheoryData<string> Forms =>
    [
        Secret,
        Secret.ToUpperInvariant(),
        Uri.EscapeDataString(Secret),
        Uri.EscapeDataString(Secret).ToLowerInvariant(),
        WebUtility.UrlEncode(Secret),
        WebUtility.HtmlEncode(Secret),
        JsonSerializer.Serialize(Secret).Trim('"'),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Secret),
        JsonSerializer.Serialize(JsonSerializer.Serialize(Secret).Trim('"')).Trim('"'),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Secret)),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Secret).Replace("/", "\\/", StringComparison.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_goes_in_every_form_that_others_write_it_in(string form)
    {
        var redactor = Redactor.None.With(Secret);
        Assert.Equal("a [hidden] b [hidden]", redactor.Of($"a {form} b {form}"));
        Assert.True(redactor.Touches($"x{form}x"));
        Assert.Equal("cut: [hidden]…", redactor.Of($"cut: {form[..^3]}…"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("Bearer ")]
    [InlineData("user:x:")]
    public void A_secret_goes_in_base64_wherever_it_begins(string before)
    {
        var redactor = Redactor.None.With(Secret);
        foreach (var after in (string[])["", "!", "more"])
        {
            var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + after));
            Assert.Contains("[hidden]", redactor.Of(text), StringComparison.Ordinal);
            Assert.True(redactor.Of(text).Length < "[hidden]".Length + 4 + (4 * (before.Length + after.Length + 2) / 3));
            Assert.True(redactor.Touches(text.Replace('+', '-').Replace('/', '_').TrimEnd('=')));
        }
    }

    [Theory]
    [InlineData("nothing of it is in here")]
    [InlineData("sk-…")]
    [InlineData("…")]
    [InlineData("")]
    public void Everything_else_stays(string text)
    {
        var redactor = Redactor.None.With(Secret);
        Assert.Equal(text, redactor.Of(text));
        Assert.False(redactor.Touches(text));
    }

    [Fact]
    public void A_word_is_no_secret_and_nothing_is_learned_twice()
    {
        Assert.Same(Redactor.None, Redactor.None.With("ollama").With("").With(null));
        var redactor = Redactor.None.With(Secret);
        Assert.Same(redactor, redactor.With(Secret));
        Assert.Equal("[hidden] [hidden]", redactor.With("another-0123456789").Of($"{Secret} another-0123456789"));
    }
}

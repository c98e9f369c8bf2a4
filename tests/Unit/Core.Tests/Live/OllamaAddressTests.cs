using ClaudeDesktop.Live;
using Xunit;

namespace ClaudeDesktop.Tests.Live;

public class OllamaAddressTests
{
    // What Ollama's own client makes of the same texts.
    [Theory]
    [InlineData("", "http://127.0.0.1:11434/")]
    [InlineData("1.2.3.4", "http://1.2.3.4:11434/")]
    [InlineData("1.2.3.4:5", "http://1.2.3.4:5/")]
    [InlineData(":1234", "http://127.0.0.1:1234/")]
    [InlineData("box", "http://box:11434/")]
    [InlineData("http://box", "http://box/")]
    [InlineData("https://box", "https://box/")]
    [InlineData("https://box:8443", "https://box:8443/")]
    [InlineData("https://box/ollama/", "https://box/ollama")]
    [InlineData("box:66000", "http://box:11434/")]
    [InlineData("box:-1", "http://box:11434/")]
    [InlineData("::1", "http://[::1]:11434/")]
    [InlineData("[::1]:9", "http://[::1]:9/")]
    [InlineData("0.0.0.0", "http://127.0.0.1:11434/")]
    [InlineData("0.0.0.0:80", "http://127.0.0.1/")]
    [InlineData("[::]:9", "http://[::1]:9/")]
    [InlineData("ollama.com", "https://ollama.com/")]
    [InlineData("not a host", "http://127.0.0.1:11434/")]
    public void OLLAMA_HOST_means_what_it_means_to_Ollama(string text, string expected) => Assert.Equal(expected, OllamaAddress.Parse(text).AbsoluteUri);
}

using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class SafeModelNameTests
{
    [Theory]
    [InlineData("claude-sonnet-5")]
    [InlineData("anthropic/claude-haiku-4.5")]
    [InlineData("claude-opus-4-8")]
    [InlineData("claude-fable-5")]
    [InlineData("Claude-Sonnet-5")]
    public void A_Claude_name_with_a_family_is_safe(string name) => Assert.True(SafeModelName.IsSafe(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("claude-3-5-sonnet-20241022")]
    [InlineData("claude-deepseek-v4-pro")]
    [InlineData("claude-sonnet-")]
    [InlineData("claude-sonnet-5[1m]")]
    [InlineData("claude-sonnet-4-6 [1M]")]
    [InlineData(" claude-sonnet-5")]
    [InlineData("sonnet-5")]
    [InlineData("gpt-5")]
    public void Any_other_name_is_not(string? name) => Assert.False(SafeModelName.IsSafe(name));
}

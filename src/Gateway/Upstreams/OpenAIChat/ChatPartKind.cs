namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

internal enum ChatPartKind
{
    Text,
    Image,
    File,
}

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

internal enum RequestPartKind
{
    Text,
    Image,
    File,
}

using System.Text.Json;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>A part of a message as Chat Completions has it. Its content stays in the client's request until it is written.</summary>
/// <param name="Kind">Text, an image or a file.</param>
/// <param name="Prefix">What stands before the value: a remark, or the head of a data URL.</param>
/// <param name="Value">A JSON string: text, base64 or an address.</param>
/// <param name="Name">A file's name.</param>
/// <param name="Cache">The client's <c>cache_control</c>, where the prompt up to here is worth caching.</param>
internal readonly record struct RequestPart(RequestPartKind Kind, string Prefix, JsonElement? Value = null, string Name = "", JsonElement? Cache = null);

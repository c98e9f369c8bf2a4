using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>An upstream's error that is Anthropic's envelope already, and goes to the client byte for byte, since clients go by its wording.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Body">Its body.</param>
/// <param name="Headers">Those of its headers that clients read.</param>
internal sealed record PassedError(int Status, ReadOnlyMemory<byte> Body, IReadOnlyList<KeyValuePair<string, string>> Headers);

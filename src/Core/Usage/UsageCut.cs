using System;

namespace ClaudeDesktop.Usage;

/// <summary>A run of a gateway that ended without a word: its process was killed, it crashed, or the machine went down.</summary>
/// <param name="Machine">Where it ran.</param>
/// <param name="StartedAt">When its file was begun.</param>
/// <param name="LastSeen">When the last request that it wrote had arrived, else when its file was begun.</param>
/// <param name="Path">Its file.</param>
public sealed record UsageCut(string? Machine, DateTimeOffset StartedAt, DateTimeOffset LastSeen, string Path);

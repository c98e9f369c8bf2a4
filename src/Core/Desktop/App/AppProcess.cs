using System;

namespace ClaudeDesktop.Desktop.App;

/// <summary>A process of this user.</summary>
/// <param name="Id">Its id; with <paramref name="StartedAt"/> it stays the same process even when ids are used again.</param>
/// <param name="ParentId">The id of the process that started it.</param>
/// <param name="ProgramPath">The program that it runs.</param>
/// <param name="IsHelper">Whether its arguments give it a part of the app's work (<c>--type=</c>).</param>
/// <param name="StartedAt">When it started.</param>
internal sealed record AppProcess(int Id, int ParentId, string ProgramPath, bool IsHelper, DateTimeOffset StartedAt);

using System;

namespace ClaudeDesktop.HelpBuilder;

/// <summary>A page is not what the schema wants; the message says which and where.</summary>
internal sealed class PageException(string message) : Exception(message);

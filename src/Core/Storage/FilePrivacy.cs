namespace ClaudeDesktop.Storage;

/// <summary>Who may read a file after it was written.</summary>
public enum FilePrivacy
{
    /// <summary>Whoever could before; a new file is the user's alone.</summary>
    AsBefore,

    /// <summary>The user alone: mode 0600 on Unix, the profile folder's inherited rights on Windows.</summary>
    Private,

    /// <summary>The same for a program: mode 0700 on Unix.</summary>
    PrivateProgram,
}

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>What decides where Claude Desktop's inference comes from.</summary>
public enum ConnectionSource
{
    /// <summary>Nothing does: Claude Desktop asks the user to sign in to Claude.ai.</summary>
    None,

    /// <summary>The applied profile of the user's config library.</summary>
    LocalLibrary,

    /// <summary>A managed policy for this user.</summary>
    ManagedUser,

    /// <summary>A managed policy for everybody on the machine.</summary>
    ManagedMachine,
}

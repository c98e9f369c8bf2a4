namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Whose logon starts a registered gateway.</summary>
public enum RegistrationScope
{
    /// <summary>This user's.</summary>
    User,

    /// <summary>Everybody's on this machine, each with a gateway of their own.</summary>
    AllUsers,
}

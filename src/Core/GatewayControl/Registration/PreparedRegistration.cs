namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>A registration of which all is found, copied and tried, and of which the system has not been told.</summary>
public sealed class PreparedRegistration
{
    internal PreparedRegistration(RegistrationPlan plan, GatewayRung rung, RegistrationWish wish, GatewaySource source, GatewayRegistration? before) =>
        (Plan, Rung, Wish, Source, Before) = (plan, rung, wish, source, before);

    internal RegistrationPlan Plan { get; }

    internal GatewayRung Rung { get; }

    internal RegistrationWish Wish { get; }

    internal GatewaySource Source { get; }

    /// <summary>What was registered before; null where nothing was.</summary>
    internal GatewayRegistration? Before { get; }
}

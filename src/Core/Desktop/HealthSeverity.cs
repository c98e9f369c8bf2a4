namespace ClaudeDesktop.Desktop;

public enum HealthSeverity
{
    Ok,
    Info,
    Warning,
    Error,
}

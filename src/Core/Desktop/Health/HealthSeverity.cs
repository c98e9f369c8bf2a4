namespace ClaudeDesktop.Desktop.Health;

public enum HealthSeverity
{
    Ok,
    Info,
    Warning,
    Error,
}

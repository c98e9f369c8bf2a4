namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Takes secrets out of everything that is logged, whoever logs it.</summary>
internal sealed class RedactingLog(IGatewayLog log, LiveSecrets secrets) : IGatewayLog
{
    public void Log(LogLevel level, string message) => log.Log(level, secrets.Redaction.Of(message));

    public void Request(RequestRecord record) => log.Request(record with
    {
        Path = Hide(record.Path)!,
        RequestedModel = Hide(record.RequestedModel),
        Model = Hide(record.Model),
        Error = Hide(record.Error),
    });

    private string? Hide(string? text) => text is null ? null : secrets.Redaction.Of(text);
}

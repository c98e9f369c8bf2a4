using System;
using System.Globalization;
using System.Text;
using ClaudeDesktop.EndToEnd.Load;

namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>Whom the clients ask: the upstream itself, or something before it.</summary>
internal abstract class Target(string name, TargetProcess? process) : IDisposable
{
    public string Name { get; } = name;

    public abstract int Port { get; }

    /// <summary>What runs it; null for the upstream itself.</summary>
    public TargetProcess? Process { get; } = process;

    public byte[] Request(Speech speech, Ask ask)
    {
        var body = Encoding.UTF8.GetBytes(ask.Body(Model(speech)));
        var head = string.Create(CultureInfo.InvariantCulture, $"POST {Path(speech)} HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\nContent-Type: application/json\r\n{Headers}Content-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public virtual void Dispose() => Process?.Dispose();

    protected virtual string Headers => "";

    protected virtual string Model(Speech speech) => "bench";

    protected virtual string Path(Speech speech) => speech == Speech.Chat ? "/v1/chat/completions" : "/v1/messages";
}

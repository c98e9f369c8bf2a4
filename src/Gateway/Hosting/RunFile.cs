using System;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Tells other processes of this user which gateway runs on a port. Gone when the gateway is.</summary>
internal sealed class RunFile : IDisposable
{
    private readonly IFileOperations _files;
    private readonly string _path;
    private readonly byte[] _content;

    private RunFile(IFileOperations files, string path, byte[] content)
    {
        _files = files;
        _path = path;
        _content = content;
    }

    public static RunFile Write(DataHome home, IFileOperations files, int port, string instance)
    {
        using var content = new PooledBuffer();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteNumber("pid"u8, Environment.ProcessId);
            json.WriteString("startedAt"u8, DateTimeOffset.UtcNow);
            json.WriteString("instance"u8, instance);
            json.WriteNumber("port"u8, port);
            json.WriteString("version"u8, GatewayVersion.Text);
            json.WriteEndObject();
        }

        var file = new RunFile(files, System.IO.Path.Combine(home.RunFolder, string.Create(CultureInfo.InvariantCulture, $"gateway-{port}.json")), content.Span.ToArray());
        files.Replace(file._path, file._content, FilePrivacy.Private, files.Read(file._path));
        return file;
    }

    public void Dispose()
    {
        try
        {
            _files.Delete(_path, _content);
        }
        catch (ClaudeDesktopException)
        {
            // Another gateway's by now, or a folder that went away: nothing of ours to take away.
        }
    }
}

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>nginx as a plain relay: about the least that anything between costs.</summary>
internal sealed class NginxTarget : Target
{
    private NginxTarget(int port, TargetProcess process)
        : base("nginx", process) => Port = port;

    public override int Port { get; }

    /// <summary>Null where there is no nginx on the PATH.</summary>
    public static NginxTarget? Start(int upstream, string folder)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Append("/usr/sbin").Select(place => System.IO.Path.Combine(place, "nginx")).FirstOrDefault(File.Exists);
        if (program is null)
            return null;
        var home = Directory.CreateDirectory(System.IO.Path.Combine(folder, "nginx")).FullName;
        var port = FreePort();
        var settings = System.IO.Path.Combine(home, "nginx.conf");
        File.WriteAllText(settings, Settings(home, port, upstream));
        var start = new ProcessStartInfo(program, ["-p", home, "-e", System.IO.Path.Combine(home, "error.log"), "-c", settings]);
        var process = new TargetProcess(System.Diagnostics.Process.Start(start)!, endsWithInput: false);
        return Listens(port) ? new NginxTarget(port, process) : throw new InvalidOperationException($"nginx does not listen; see {home}/error.log.");
    }

    private static string Settings(string home, int port, int upstream) => string.Create(CultureInfo.InvariantCulture, $$"""
        daemon off;
        worker_processes auto;
        pid {{home}}/nginx.pid;
        error_log {{home}}/error.log crit;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_max_body_size 64m;
          client_body_buffer_size 16m;
          client_body_temp_path {{home}}/body;
          proxy_temp_path {{home}}/proxy;
          fastcgi_temp_path {{home}}/fastcgi;
          uwsgi_temp_path {{home}}/uwsgi;
          scgi_temp_path {{home}}/scgi;
          upstream up { server 127.0.0.1:{{upstream}}; keepalive 512; keepalive_requests 1000000; }
          server {
            listen 127.0.0.1:{{port}};
            keepalive_requests 1000000;
            location / {
              proxy_pass http://up;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_buffering off;
            }
          }
        }
        """);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Listens(int port)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        return false;
    }
}

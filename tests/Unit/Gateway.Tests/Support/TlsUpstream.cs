using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>An upstream behind TLS, with a certificate that a company's own root issued to <c>localhost</c>.</summary>
internal sealed class TlsUpstream : IAsyncDisposable
{
    private readonly WebApplication _server;

    private TlsUpstream(WebApplication server, X509Certificate2 root, X509Certificate2 certificate)
    {
        _server = server;
        Root = root;
        Thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }

    public X509Certificate2 Root { get; }

    public string Thumbprint { get; }

    public ConcurrentQueue<string> Keys { get; } = [];

    public ConcurrentQueue<string> Bodies { get; } = [];

    public int Port => new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public static async Task<TlsUpstream> StartAsync(bool isExpired = false)
    {
        var root = NewRoot();
        var certificate = Issue(root, isExpired);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = builder.Build();
        var upstream = new TlsUpstream(server, root, certificate);
        server.Run(async context =>
        {
            upstream.Keys.Enqueue(context.Request.Headers.Authorization.ToString());
            using var reader = new StreamReader(context.Request.Body);
            upstream.Bodies.Enqueue(await reader.ReadToEndAsync());
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""");
        });
        await server.StartAsync();
        return upstream;
    }

    /// <summary>A root of a company's own. Two of them bear the same name.</summary>
    public static X509Certificate2 NewRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=A company's own root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Root.Dispose();
    }

    private static X509Certificate2 Issue(X509Certificate2 root, bool isExpired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var ends = DateTimeOffset.UtcNow.AddDays(isExpired ? -1 : 30);
        using var issued = request.Create(root, DateTimeOffset.UtcNow.AddYears(-1), ends, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}

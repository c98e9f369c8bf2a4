using System.IO;
using System.IO.Compression;
using System.Text;

namespace ClaudeDesktop.Gateway.Tests.Support;

internal static class Compression
{
    public static byte[] Compress(string encoding, string text)
    {
        var memory = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(memory, CompressionMode.Compress),
            "br" => new BrotliStream(memory, CompressionMode.Compress),
            "deflate" => new ZLibStream(memory, CompressionMode.Compress),
            _ => new BufferedStream(memory),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }
}

using System;
using System.IO;
using System.Text;
using System.Xml;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Writes an XML file as people would lay it out.</summary>
internal static class XmlText
{
    public static string Write(Encoding encoding, Action<XmlWriter> write)
    {
        using var text = new EncodedWriter(encoding);
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
            write(xml);
        return text + "\n";
    }

    // The declaration names the encoding of its writer, and a writer of texts always says UTF-16.
    private sealed class EncodedWriter(Encoding encoding) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding { get; } = encoding;
    }
}

using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Reads one text of a bundle's property list. macOS itself turns the binary form into XML.</summary>
internal static class InfoPlist
{
    public static string? ReadText(string path, string key)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return IsBinary(bytes) ? Find(ShortRun.Output("/usr/bin/plutil", ["-convert", "xml1", "-o", "-", path]), key) : Find(Encoding.UTF8.GetString(bytes), key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The text that follows a key; null where there is none, or where this is no property list.</summary>
    public static string? Find(string? xml, string key)
    {
        if (string.IsNullOrEmpty(xml))
            return null;
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml!.TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            return XDocument.Load(reader).Root?.Element("dict")?.Elements("key").FirstOrDefault(item => item.Value == key)?.ElementsAfterSelf().FirstOrDefault()?.Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsBinary(byte[] bytes) => bytes.Length > 6 && Encoding.ASCII.GetString(bytes, 0, 6) == "bplist";
}

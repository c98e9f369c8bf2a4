using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ClaudeDesktop.HelpBuilder.Maml;
using ClaudeDesktop.HelpBuilder.Pages;
using ClaudeDesktop.HelpBuilder.Text;

namespace ClaudeDesktop.HelpBuilder;

/// <summary>The folder en-US of a module: a help file for the cmdlets of each assembly, and the about topics.</summary>
internal static class HelpFolder
{
    public static void Write(string docs, string output)
    {
        Directory.CreateDirectory(output);
        var pages = Directory.GetFiles(Path.Combine(docs, "cmdlets"), "*.md").Order(StringComparer.Ordinal).Select(PageReader.Read);
        foreach (var file in pages.GroupBy(page => new FrontMatter(page.FrontMatter)["external help file"]))
            Save(MamlFile.Of(file), Path.Combine(output, file.Key));
        AboutTopic.WriteAll(docs, output);
    }

    private static void Save(XDocument document, string path)
    {
        // Windows PowerShell reads it too, and takes a file without a mark for one in the system's code page.
        using var writer = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(true) });
        document.Save(writer);
    }
}

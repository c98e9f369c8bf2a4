using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>The property lists of macOS's launchd.</summary>
public static class LaunchAgents
{
    /// <summary>Starts the gateway at logon, and again where it fails; not where it was told to end.</summary>
    public static string Gateway(string label, RegisteredProgram program) => Render(label, program, xml =>
    {
        xml.WriteElementString("key", "KeepAlive");
        xml.WriteStartElement("dict");
        xml.WriteElementString("key", "SuccessfulExit");
        Flag(xml, false);
        xml.WriteEndElement();
        xml.WriteElementString("key", "ThrottleInterval");
        Number(xml, 10);
    });

    /// <summary>Repairs the profile at logon, and then again and again.</summary>
    public static string Repair(string label, RegisteredProgram program, TimeSpan interval) => Render(label, program, xml =>
    {
        xml.WriteElementString("key", "StartInterval");
        Number(xml, (long)interval.TotalSeconds);
        xml.WriteElementString("key", "ProcessType");
        xml.WriteElementString("string", "Background");
    });

    private static string Render(string label, RegisteredProgram program, Action<XmlWriter> writeRest)
    {
        ArgumentNullException.ThrowIfNull(program);
        return XmlText.Write(Encoding.UTF8, xml =>
        {
            xml.WriteDocType("plist", "-//Apple//DTD PLIST 1.0//EN", "http://www.apple.com/DTDs/PropertyList-1.0.dtd", null);
            xml.WriteStartElement("plist");
            xml.WriteAttributeString("version", "1.0");
            xml.WriteStartElement("dict");
            xml.WriteElementString("key", "Label");
            xml.WriteElementString("string", label);
            xml.WriteElementString("key", "ProgramArguments");
            xml.WriteStartElement("array");
            foreach (var part in new[] { program.FileName }.Concat(program.Arguments))
                xml.WriteElementString("string", part);
            xml.WriteEndElement();
            WriteEnvironment(xml, program);
            xml.WriteElementString("key", "RunAtLoad");
            Flag(xml, true);
            writeRest(xml);
            xml.WriteElementString("key", "Umask");
            Number(xml, 0b000_111_111);
            xml.WriteEndElement();
            xml.WriteEndElement();
        });
    }

    private static void WriteEnvironment(XmlWriter xml, RegisteredProgram program)
    {
        if (program.Environment.Count == 0)
            return;
        xml.WriteElementString("key", "EnvironmentVariables");
        xml.WriteStartElement("dict");
        foreach (var variable in program.Environment)
        {
            xml.WriteElementString("key", variable.Key);
            xml.WriteElementString("string", variable.Value);
        }

        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, long value) => xml.WriteElementString("integer", value.ToString(CultureInfo.InvariantCulture));

    private static void Flag(XmlWriter xml, bool value)
    {
        xml.WriteStartElement(value ? "true" : "false");
        xml.WriteEndElement();
    }
}

using System;
using System.Text;
using System.Xml;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>The tasks of Windows' Task Scheduler.</summary>
public static class ScheduledTasks
{
    private const string Namespace = "http://schemas.microsoft.com/windows/2004/02/mit/task";
    private const string PrincipalId = "Author";

    // The group of everybody who may sign in, in any language of Windows.
    private const string Users = "S-1-5-32-545";

    // Any time gone by will do; a fixed one keeps the text the same.
    private const string LongAgo = "2026-01-01T00:00:00";

    /// <summary>Starts the gateway at logon, and again where it fails.</summary>
    public static string Gateway(RegistrationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Render(request, request.Gateway, "Runs the local gateway of Claude Desktop.", WriteLogon, restarts: true);
    }

    /// <summary>Repairs the profile again and again, while somebody whom it is for is signed in.</summary>
    public static string Repair(RegistrationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Render(request, request.Repair!, "Repairs Claude Desktop's profile.", WriteClock, restarts: false);
    }

    private static string Render(
        RegistrationRequest request, RegisteredProgram program, string description, Action<XmlWriter, RegistrationRequest> writeTrigger, bool restarts) =>
        XmlText.Write(Encoding.Unicode, xml =>
        {
            xml.WriteStartElement("Task", Namespace);
            xml.WriteAttributeString("version", "1.2");
            Group(xml, "RegistrationInfo", () =>
            {
                xml.WriteElementString("Author", "ClaudeDesktop for PowerShell");
                xml.WriteElementString("Description", description);
            });
            Group(xml, "Triggers", () => writeTrigger(xml, request));
            Group(xml, "Principals", () => WritePrincipal(xml, request));
            Group(xml, "Settings", () => WriteSettings(xml, request, restarts));
            xml.WriteStartElement("Actions");
            xml.WriteAttributeString("Context", PrincipalId);
            Group(xml, "Exec", () =>
            {
                xml.WriteElementString("Command", program.FileName);
                xml.WriteElementString("Arguments", CommandLine.Join(program.Arguments));
            });
            xml.WriteEndElement();
            xml.WriteEndElement();
        });

    private static void WriteLogon(XmlWriter xml, RegistrationRequest request) => Group(xml, "LogonTrigger", () =>
    {
        xml.WriteElementString("Enabled", "true");
        if (request.Scope == RegistrationScope.User)
            xml.WriteElementString("UserId", request.Account);
    });

    private static void WriteClock(XmlWriter xml, RegistrationRequest request) => Group(xml, "TimeTrigger", () =>
    {
        xml.WriteElementString("Enabled", "true");
        xml.WriteElementString("StartBoundary", LongAgo);
        Group(xml, "Repetition", () => xml.WriteElementString("Interval", XmlConvert.ToString(request.RepairInterval)));
    });

    private static void WritePrincipal(XmlWriter xml, RegistrationRequest request)
    {
        xml.WriteStartElement("Principal");
        xml.WriteAttributeString("id", PrincipalId);
        if (request.Scope == RegistrationScope.AllUsers)
        {
            xml.WriteElementString("GroupId", Users);
        }
        else
        {
            xml.WriteElementString("UserId", request.Account);
            xml.WriteElementString("LogonType", "InteractiveToken");
        }

        xml.WriteElementString("RunLevel", "LeastPrivilege");
        xml.WriteEndElement();
    }

    private static void WriteSettings(XmlWriter xml, RegistrationRequest request, bool restarts)
    {
        xml.WriteElementString("AllowStartOnDemand", "true");
        if (restarts)
        {
            Group(xml, "RestartOnFailure", () =>
            {
                xml.WriteElementString("Interval", "PT1M");
                xml.WriteElementString("Count", "10");
            });
        }

        // Of one for everybody, each who is signed in has an instance.
        xml.WriteElementString("MultipleInstancesPolicy", request.Scope == RegistrationScope.AllUsers ? "Parallel" : "IgnoreNew");
        xml.WriteElementString("DisallowStartIfOnBatteries", "false");
        xml.WriteElementString("StopIfGoingOnBatteries", "false");
        xml.WriteElementString("AllowHardTerminate", "true");
        xml.WriteElementString("StartWhenAvailable", "true");
        xml.WriteElementString("RunOnlyIfNetworkAvailable", "false");
        xml.WriteElementString("WakeToRun", "false");
        xml.WriteElementString("Enabled", "true");
        xml.WriteElementString("Hidden", "false");
        xml.WriteElementString("ExecutionTimeLimit", restarts ? "PT0S" : "PT10M");
        xml.WriteElementString("Priority", restarts ? "5" : "7");
        xml.WriteElementString("RunOnlyIfIdle", "false");
    }

    private static void Group(XmlWriter xml, string name, Action write)
    {
        xml.WriteStartElement(name);
        write();
        xml.WriteEndElement();
    }
}

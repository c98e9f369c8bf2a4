using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>The files of a registration, and what stood in their places before.</summary>
internal sealed class RegistrationFiles(RegistrationPlan plan, ModuleContext context, StepRunner steps)
{
    private readonly List<(string Path, byte[]? Bytes)> _before =
        [.. plan.Parts.SelectMany(part => part.Files).Where(file => !file.IsTemporary).Select(file => (file.Path, context.Files.Read(file.Path)))];

    public void Write()
    {
        foreach (var file in plan.Parts.Where(part => part.IsWanted).SelectMany(part => part.Files))
        {
            if (plan.IsForAll && !file.IsTemporary)
                SharedFolder.Create(Path.GetDirectoryName(file.Path)!);
            context.Files.Replace(file.Path, file.Bytes(), FilePrivacy.AsBefore, context.Files.Read(file.Path));
            if (plan.IsForAll && !file.IsTemporary)
                SharedFolder.Show(file.Path);
        }
    }

    public void DeleteTemporary()
    {
        foreach (var file in plan.Parts.SelectMany(part => part.Files).Where(file => file.IsTemporary))
            Delete(file, context);
    }

    /// <summary>Writes again what stood there before, and tells the system so.</summary>
    public void PutBack()
    {
        DeleteTemporary();
        foreach (var (path, bytes) in _before)
        {
            var now = context.Files.Read(path);
            if (bytes is not null)
                context.Files.Replace(path, bytes, FilePrivacy.AsBefore, now);
            else if (now is not null)
                context.Files.Delete(path, now);
            if (bytes is not null && plan.IsForAll)
                SharedFolder.Show(path);
        }

        if (plan.Reload is { } reload)
            steps.Run(reload with { MayFail = true });
    }

    /// <summary>Has the system start what it knows, if it will.</summary>
    public void StartAgain()
    {
        foreach (var step in plan.Parts.Where(IsKnown).SelectMany(part => part.Enable))
            steps.Run(step with { MayFail = true, Tries = 1 });
    }

    public static void Delete(RegistrationFile file, ModuleContext context)
    {
        if (context.Files.Read(file.Path) is { } bytes)
            context.Files.Delete(file.Path, bytes);
    }

    private bool IsKnown(RegistrationPart part) => part.Files.Any(file => file.IsTemporary ? part.IsWanted : context.System.FileExists(file.Path));
}

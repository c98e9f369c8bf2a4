using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Storage.Registry;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Storage;

public sealed class UserHomesTests
{
    private const string ProfileList = @"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList";

    [Fact]
    public void On_Windows_the_people_of_the_profile_list_are_found()
    {
        using var machine = new PretendMachine(SystemKind.Windows, @"C:\Users\ada") { Variables = { ["SystemDrive"] = "D:" } };
        Add("S-1-5-18", @"C:\Windows\system32\config\systemprofile");
        Add("S-1-5-21-1-2-3-1001", @"C:\Users\Ada");
        Add("S-1-12-1-4-5-6-7", @"%SystemDrive%\Users\eve");
        Add("S-1-5-21-1-2-3-1002.bak", @"C:\Users\broken");
        Add("S-1-5-21-1-2-3-1003", @"C:\Users\gone");
        foreach (var folder in new[] { @"C:\Users\Ada", @"C:\Users\broken", @"D:\Users\eve", @"C:\Windows\system32\config\systemprofile", @"C:\Users\Public" })
            machine.CreateFolder(folder);

        Assert.Equal([new UserHome(@"C:\Users\Ada", "S-1-5-21-1-2-3-1001"), new UserHome(@"D:\Users\eve", "S-1-12-1-4-5-6-7")], UserHomes.All(machine, machine.Files));
        Assert.Equal("S-1-12-1-4-5-6-7", UserHomes.Of(@"D:\Users\eve\", machine).Sid);
        Assert.Null(UserHomes.Of(@"C:\Users\Public", machine).Sid);

        void Add(string sid, string path) => machine.Keys.Add($@"{ProfileList}\{sid}", "ProfileImagePath", path, RegistryValueType.ExpandableText);
    }

    [Fact]
    public void On_macOS_the_people_with_a_folder_are_found()
    {
        using var machine = new PretendMachine(SystemKind.MacOS, "/var/root");
        foreach (var folder in new[] { "/Users/eve", "/Users/ada", "/Users/Shared", "/Users/Guest", "/Users/.hidden" })
            machine.CreateFolder(folder);

        Assert.Equal(["/Users/ada", "/Users/eve"], UserHomes.All(machine, machine.Files).Select(home => home.Path));
    }

    [Fact]
    public void On_Linux_the_people_of_the_machine_and_of_a_directory_are_found()
    {
        using var machine = new PretendMachine(SystemKind.Linux, "/root");
        machine.Write(
            "/etc/passwd",
            "root:x:0:0:root:/root:/bin/sh\nwww-data:x:33:33::/var/www:/bin/false\nada:x:1000:1000::/srv/ada/:/bin/sh\nbob:x:1001:1001::/home/bob:/bin/sh\n"
                + "nobody:x:65534:65534::/nonexistent:/bin/false\ngone:x:1002:1002::/home/gone:/bin/sh\n# bad line\n");
        foreach (var folder in new[] { "/root", "/var/www", "/srv/ada", "/home/bob", "/home/of-the-directory", "/home/lost+found", "/nonexistent" })
            machine.CreateFolder(folder);

        Assert.Equal(["/root", "/srv/ada", "/home/bob", "/home/of-the-directory"], UserHomes.All(machine, machine.Files).Select(home => home.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_nobodys_home()
    {
        using var machine = new PretendMachine(SystemKind.Linux, "/root");

        var error = Assert.Throws<ClaudeDesktopException>(() => UserHomes.Of("/home/nobody", machine));

        Assert.Equal((ErrorCode.UserProfileNotFound, "/home/nobody"), (error.Code, error.Target));
    }

    [Fact]
    public void On_this_machine_owner_kind_and_permissions_are_told_as_they_are()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a managed file whose owner matters.");
        using var home = new ThrowAwayHome();
        var (file, link) = (Path.Combine(home.Root, "file"), Path.Combine(home.Root, "link"));
        home.Write(file, "x");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        File.CreateSymbolicLink(link, file);

        Assert.Equal(new UnixFileStatus(true, false, 0, 0b110_100_100), HostSystem.Current.UnixStatus("/etc/passwd", followLinks: false));
        Assert.Equal((true, 0b110_010_000, true, false), (Status(file).IsFile, Status(file).Permissions, Status(file).OthersMayWrite, Status(file).EveryoneMayRead));
        Assert.False(Status(link).IsFile);
        Assert.True(HostSystem.Current.UnixStatus(link, followLinks: true)!.IsFile);
        Assert.True(Status(home.Root).IsFolder);
        Assert.Null(HostSystem.Current.UnixStatus(file + "-missing", followLinks: false));

        static UnixFileStatus Status(string path) => HostSystem.Current.UnixStatus(path, followLinks: false)!;
    }

    [Fact]
    public void A_program_of_the_system_says_what_it_prints_or_nothing_where_it_fails()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are those of Unix.");

        Assert.Equal("a b\n", HostSystem.Current.Output("/bin/sh", "-c \"echo a b\""));
        Assert.Null(HostSystem.Current.Output("/bin/sh", "-c \"echo a; exit 3\""));
        Assert.Null(HostSystem.Current.Output("/bin/no-such-program", ""));
    }
}

#pragma warning disable IDE0130, IDE0060 // Found where the tests look for the members of .NET 10.

using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public static implicit operator Index(int value) => new(value);

        public int GetOffset(int length) => fromEnd ? length - value : value;
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start { get; } = start;

        public Index End { get; } = end;

        public static Range StartAt(Index start) => new(start, new Index(0, fromEnd: true));

        public static Range EndAt(Index end) => new(new Index(0), end);
    }

    /// <summary>What the tests use of .NET 10 and the .NET Framework lacks.</summary>
    internal static class TestMembers
    {
        extension(OperatingSystem)
        {
            public static bool IsLinux() => Directory.Exists("/proc/self");

            public static bool IsMacOS() => Directory.Exists("/System/Library");
        }

        extension(DateTimeOffset)
        {
            public static DateTimeOffset UnixEpoch => new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
        }

        extension(Directory)
        {
            public static DirectoryInfo CreateTempSubdirectory(string prefix) =>
                Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));
        }

        extension(File)
        {
            public static void SetUnixFileMode(string path, UnixFileMode mode) => Run("chmod", $"{Convert.ToString((int)mode, 8)} \"{path}\"");

            public static UnixFileMode GetUnixFileMode(string path) => (UnixFileMode)Convert.ToInt32(Run("stat", $"-L -c %a \"{path}\"").Trim(), 8);

            public static void CreateSymbolicLink(string path, string target) => Run("ln", $"-s \"{target}\" \"{path}\"");
        }

        extension(string text)
        {
            public static string Join(char separator, IEnumerable<string> parts) => string.Join(separator.ToString(CultureInfo.InvariantCulture), parts);

            public string ReplaceLineEndings(string ending) => text.Replace("\r\n", "\n").Replace("\n", ending);
        }

        extension(Encoding encoding)
        {
            public string GetString(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
        }

        extension(Stream stream)
        {
            public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes.ToArray(), 0, bytes.Length);
        }

        extension<TKey, TValue>(Dictionary<TKey, TValue> table)
        {
            public TValue? GetValueOrDefault(TKey key) => table.TryGetValue(key, out var value) ? value : default;

            public TValue GetValueOrDefault(TKey key, TValue other) => table.TryGetValue(key, out var value) ? value : other;
        }

        extension<T>(IEnumerable<T> items)
        {
            public IEnumerable<T> TakeLast(int count) => items.Reverse().Take(count).Reverse();

            public IEnumerable<(T First, TOther Second)> Zip<TOther>(IEnumerable<TOther> others) => items.Zip(others, (first, second) => (first, second));
        }

        private static string Run(string program, string arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new IOException($"{program} {arguments}: exit code {process.ExitCode}");
        }
    }
}

namespace System.Runtime.CompilerServices
{
    internal static class RuntimeHelpers
    {
        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            var start = range.Start.GetOffset(array.Length);
            return [.. System.Linq.Enumerable.Take(System.Linq.Enumerable.Skip(array, start), range.End.GetOffset(array.Length) - start)];
        }
    }
}

namespace System.IO
{
    [Flags]
    internal enum UnixFileMode
    {
        None = 0,
        OtherExecute = 1,
        OtherWrite = 2,
        OtherRead = 4,
        GroupExecute = 8,
        GroupWrite = 16,
        GroupRead = 32,
        UserExecute = 64,
        UserWrite = 128,
        UserRead = 256,
    }
}

using System.Buffers;
using System.Threading;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Arrays for large requests and answers. The pool that all of .NET shares lets go of them one by one; this one lets go of all at once.</summary>
internal static class LargeArrays
{
    /// <summary>The length from which on an array is a large one.</summary>
    public const int From = 128 * 1024;

    private const int Longest = 128 * 1024 * 1024;
    private const int MostOfALength = 16;
    private static ArrayPool<byte> _pool = Create();

    /// <summary>The pool of now. What is taken from one goes back to that one.</summary>
    public static ArrayPool<byte> Pool => Volatile.Read(ref _pool);

    /// <summary>Forgets the arrays that nobody uses; those in use are forgotten when they come back.</summary>
    public static void LetGo() => Volatile.Write(ref _pool, Create());

    private static ArrayPool<byte> Create() => ArrayPool<byte>.Create(Longest, MostOfALength);
}

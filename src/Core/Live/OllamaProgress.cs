namespace ClaudeDesktop.Live;

/// <summary>How far a download has come.</summary>
/// <param name="Status">What is being done, in Ollama's words.</param>
/// <param name="Completed">Bytes of this part that are there.</param>
/// <param name="Total">Bytes of this part; 0 where nobody knows.</param>
public sealed record OllamaProgress(string Status, long Completed, long Total);

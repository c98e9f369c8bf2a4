using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>A model of a profile.</summary>
/// <param name="Name">The upstream's id, without a mark.</param>
/// <param name="Supports1M">Whether it was marked for one million tokens.</param>
/// <param name="Label">What the picker shows; null for the app's own choice.</param>
/// <param name="Role">The family that its name or the profile says; null where neither does.</param>
internal sealed record LibraryModel(string Name, bool Supports1M, string? Label, ModelRole? Role);

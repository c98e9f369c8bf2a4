namespace ClaudeDesktop.Storage;

/// <summary>Where one member or element stands in the text, in bytes.</summary>
/// <param name="Start">The first byte: of the name, or of an element's value.</param>
/// <param name="ValueStart">The first byte of the value.</param>
/// <param name="End">One past the value's last byte.</param>
/// <param name="Name">The member's name; null for an element.</param>
internal readonly record struct JsonPart(int Start, int ValueStart, int End, string? Name);

namespace ClaudeDesktop.Storage;

/// <summary>One step into a JSON document: a member by name, or the element of an array whose member has a value.</summary>
public readonly record struct JsonStep
{
    private JsonStep(string name, string? value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The member's name; for an element, the name of the member that identifies it.</summary>
    public string Name { get; }

    /// <summary>For an element, the string that identifies it; otherwise null.</summary>
    public string? Value { get; }

    public bool IsElement => Value is not null;

    public static JsonStep Member(string name) => new(name, null);

    public static JsonStep Element(string member, string value) => new(member, value);

    public static implicit operator JsonStep(string name) => Member(name);
}

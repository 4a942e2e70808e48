namespace Vlm;

/// <summary>A JSON Schema is no JSON, contradicts itself, or restricts in a way that generation cannot keep to.</summary>
public sealed class JsonSchemaException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">Where in the schema, such as <c>$.properties.age.pattern</c>.</param>
    /// <param name="detail">What was found, what was expected and what to do.</param>
    public JsonSchemaException(string path, string detail)
        : base($"The JSON schema at {path}: {detail}") => Path = path;

    /// <summary>Where in the schema, such as <c>$.properties.age.pattern</c>.</summary>
    public string Path { get; }
}

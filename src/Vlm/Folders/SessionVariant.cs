namespace Vlm.Folders;

/// <summary>One file of a session.</summary>
/// <param name="Name">What the session is for: the file's name without folder, precision and ending.</param>
/// <param name="Precision">What the name says of its weights.</param>
/// <param name="File">The path relative to the model folder.</param>
internal readonly record struct SessionVariant(string Name, ModelPrecision Precision, string File);

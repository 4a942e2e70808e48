namespace Vlm.Heads;

/// <summary>An output whose rows are embeddings.</summary>
/// <param name="Name">The file and the output, for errors.</param>
/// <param name="Width">The width of a row.</param>
internal sealed record EmbeddingOutput(string Name, int Width);

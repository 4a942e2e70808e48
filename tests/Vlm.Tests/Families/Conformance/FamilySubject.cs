using Vlm.Tests.Composition;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.Conformance;

/// <summary>The tiny model on which a family is held to the suite, and what it is expected to do.</summary>
/// <param name="Family">The class that KnownFamilies lists.</param>
/// <param name="Name">The folder below models/tiny; null for the embedded default.</param>
/// <param name="Capabilities">All that the model can do, and no more.</param>
public sealed record FamilySubject(Type Family, string? Name, ModelCapabilities Capabilities)
{
    /// <summary>What the model is asked about a picture.</summary>
    public string Question { get; init; } = "What is in the picture?";

    /// <summary>Whether a question without a picture is answered; otherwise it is refused.</summary>
    public bool AnswersWithoutPicture { get; init; }

    public string Folder => Name is null ? Path.Combine(DefaultModel.Repository(), "models", "default") : ModelsFolder.Find("tiny", Name);

    /// <summary>Three pictures of different sizes and modes.</summary>
    public ImageInput[] Pictures => Name is null
        ? [.. new[] { "soccer.jpg", "lake.jpg", "coffee.png" }.Select(name => ImageInput.FromFile(DefaultModel.Picture(name)))]
        : [.. new[] { "shapes.png", "gray.png", "alpha.png" }.Select(name => ImageInput.FromFile(Path.Combine(Folder, "golden", "images", name)))];
}

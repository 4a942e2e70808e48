using Vlm.Folders;

namespace Vlm.Preprocessing.Recipes;

/// <summary>Every image processor class that is known.</summary>
internal static class KnownProcessors
{
    private static readonly Dictionary<string, ProcessorRecipe> All = new(
        [.. DenseRecipes.All, .. TileRecipes.All, .. PatchRecipes.All, .. DocumentRecipes.All], StringComparer.Ordinal);

    public static ProcessorRecipe Of(ImageProcessorConfig file) => All.TryGetValue(file.ClassName, out ProcessorRecipe? found)
        ? found
        : throw file.Wrong(
            "image_processor_type", $"the image processor {file.ClassName} is not known. Known: {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}, each also with the ending Fast.");
}

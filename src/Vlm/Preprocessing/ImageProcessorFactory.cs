using System.Text.Json.Nodes;
using Vlm.Folders;
using Vlm.Preprocessing.Recipes;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing;

/// <summary>A preprocessor_config.json to the steps that it describes.</summary>
internal static class ImageProcessorFactory
{
    /// <param name="path">The file, or the folder that it stands in.</param>
    /// <param name="rules">Null for those that published models of the class were trained with.</param>
    /// <param name="overrides">Keys that stand in place of the file's; null for none.</param>
    /// <exception cref="ModelFolderException">The file is missing or wrong, or names a class or key that is not known.</exception>
    public static IImageProcessor Create(string path, ProcessorRules? rules = null, JsonObject? overrides = null)
    {
        ImageProcessorConfig file = ImageProcessorConfig.Read(Directory.Exists(path) ? ImageProcessorConfig.In(path) : path, overrides);
        ProcessorRecipe recipe = KnownProcessors.Of(file);
        ProcessorParts parts = recipe.Compose(new ProcessorSettings(file, recipe.Defaults, rules ?? recipe.TrainedWith));
        file.CheckKeys(recipe.WithoutEffect);
        return new StepImageProcessor(parts.KeepsAlpha ? parts : parts with { Steps = [new LayOnWhite(), .. parts.Steps] });
    }
}

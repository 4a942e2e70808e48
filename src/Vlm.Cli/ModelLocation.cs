namespace Vlm.Cli;

/// <summary>What <c>--model</c> names.</summary>
internal static class ModelLocation
{
    public static IVisionLanguageModel Load(string? model) =>
        model is null ? VisionLanguageModel.LoadDefault() : VisionLanguageModel.Load(RequireFolder(model));

    public static string RequireFolder(string model) =>
        Directory.Exists(model)
            ? model
            : throw new ModelFolderException(model, "there is no such folder. Pass a folder that holds a model, or leave --model out for the embedded default; names of the hub are not resolved yet.");
}

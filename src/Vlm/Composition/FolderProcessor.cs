using Vlm.Folders;
using Vlm.Preprocessing;

namespace Vlm.Composition;

/// <summary>The image processor of a published folder.</summary>
internal static class FolderProcessor
{
    /// <summary>Reads it from preprocessor_config.json, or from processor_config.json where that holds it.</summary>
    public static IImageProcessor Open(ModelFolder folder, VlmOptions options) => ImageProcessorFactory.Create(
        folder.Resolve(Path.GetFileName(ImageProcessorConfig.In(folder.Path))), options.ProcessorRules, options.ProcessorOverrides);
}

using Vlm.Folders;
using Vlm.Preprocessing;

namespace Vlm;

/// <summary>Image processors of published models: exactly the pixels that transformers feeds the model.</summary>
public static class ImageProcessor
{
    /// <summary>
    /// Reads a preprocessor_config.json. The processors of CLIP, SigLIP, ViT, DeiT, EfficientNet, BLIP, BiT, Chinese-CLIP,
    /// OWL-ViT and RT-DETR are known, under their plain and their Fast names, with Pillow's resize (13.0) and the rules of
    /// transformers 5 in float32. Transparency is the decoder's affair (<see cref="ImageDecodeOptions.Alpha"/>).
    /// </summary>
    /// <param name="path">The file, or the model folder that it stands in.</param>
    /// <returns>A thread-safe processor that makes <c>pixel_values</c>, Float32 [B,3,H,W].</returns>
    /// <exception cref="ModelFolderException">The file is missing or wrong, or names a class, a key or a step that is not known.</exception>
    public static IImageProcessor Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ImageProcessorFactory.Create(Directory.Exists(path) ? Path.Combine(path, ImageProcessorConfig.FileName) : path);
    }
}

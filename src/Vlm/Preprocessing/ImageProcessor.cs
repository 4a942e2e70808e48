using Vlm.Preprocessing;

namespace Vlm;

/// <summary>Image processors of published models: exactly the pixels that transformers feeds the model.</summary>
public static class ImageProcessor
{
    /// <summary>
    /// Reads a preprocessor_config.json, or the image processor in a processor_config.json. Known, under their plain and their Fast
    /// names, are the processors of CLIP, SigLIP and SigLIP 2 (NaFlex), ViT, DeiT, EfficientNet, ConvNeXT, BiT, BLIP, MobileViT,
    /// Chinese-CLIP, LLaVA, LLaVA-NeXT and OneVision, Idefics3, SmolVLM, Qwen2-VL to Qwen3-VL, GLM-4.6V, PaliGemma, Gemma 3 and 4,
    /// Pixtral, InternVL, LFM2-VL, Florence-2, Janus, Donut, Nougat, OWL-ViT, OWLv2, DETR, RT-DETR and Grounding DINO, with
    /// Pillow's resize (13.0).
    /// </summary>
    /// <param name="path">The file, or the model folder that it stands in.</param>
    /// <param name="rules">Whose rules hold where versions differ; null for those that published models of the class were trained with (version 4 for Donut and OWLv2).</param>
    /// <returns>
    /// A thread-safe processor. Transparency is the decoder's affair (<see cref="ImageDecodeOptions.Alpha"/>) unless the picture
    /// has kept it: then it is laid on white.
    /// </returns>
    /// <exception cref="ModelFolderException">The file is missing or wrong, or names a class, a key or a step that is not known.</exception>
    public static IImageProcessor Load(string path, ProcessorRules? rules = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ImageProcessorFactory.Create(path, rules);
    }
}

using Vlm.Families.Blip;
using Vlm.Families.Clip;
using Vlm.Families.Composed;
using Vlm.Families.Donut;
using Vlm.Families.Florence2;
using Vlm.Families.Gemma3;
using Vlm.Families.Lfm2Vl;
using Vlm.Families.Llava;
using Vlm.Families.Moondream;
using Vlm.Families.Owl;
using Vlm.Families.PaliGemma;
using Vlm.Families.QwenVl;
using Vlm.Families.Siglip;
using Vlm.Families.SmolVlm;
using Vlm.Families.VisionEncoderDecoder;
using Vlm.Folders;

namespace Vlm.Families;

/// <summary>Every family, one line each; the first that matches a folder loads it.</summary>
internal static class KnownFamilies
{
    public static IReadOnlyList<IModelFamily> All { get; } =
    [
        new ComposedFamily(),
        new ClipFamily(),
        new SiglipFamily(),
        new OwlFamily(),
        new DonutFamily(),
        new VisionEncoderDecoderFamily(),
        new Florence2Family(),
        new BlipFamily(),
        new SmolVlmFamily(),
        new LlavaFamily(),
        new PaliGemmaFamily(),
        new Gemma3Family(),
        new MoondreamFamily(),
        new QwenVlFamily(),
        new Lfm2VlFamily(),
    ];

    public static IModelFamily? Find(ModelFolder folder) => All.FirstOrDefault(family => family.Matches(folder));

    public static IModelFamily Require(ModelFolder folder) => Find(folder) ?? throw new UnsupportedModelException(
        $"{folder.Path}: no known family of models reads this folder{Kind(folder)}. Known: {string.Join(", ", All.Select(family => family.Name))}. "
        + "An image encoder alone is loaded with OnnxImageEncoder.Load, a text encoder alone with OnnxTextEncoder.Load.");

    private static string Kind(ModelFolder folder) =>
        folder.TryReadJson("config.json")?.String("model_type") is { } type ? $" (config.json says model_type '{type}')" : "";
}

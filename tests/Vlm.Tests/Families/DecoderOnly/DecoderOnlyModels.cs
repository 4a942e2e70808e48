using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>The tiny models, each opened once for all tests.</summary>
internal static class DecoderOnlyModels
{
    private static readonly ConcurrentDictionary<(string Family, bool Splits), Lazy<IVisionLanguageModel>> Opened = new();

    public static IVisionLanguageModel Model(string family, bool splits = true) =>
        Opened.GetOrAdd((family, splits), key => new Lazy<IVisionLanguageModel>(() => Load(key.Family, key.Splits))).Value;

    /// <summary>One of its own, which the caller disposes.</summary>
    public static IVisionLanguageModel Load(string family, bool splits = true) => VisionLanguageModel.Load(
        ModelsFolder.Find("tiny", family), splits ? null : new VlmOptions { ProcessorOverrides = new JsonObject { ["do_image_splitting"] = false } });

    public static DecoderOnlyParts Parts(this IVisionLanguageModel model) => model.GetService<DecoderOnlyParts>()!;

    /// <summary>The pictures of a case, encoded; the caller disposes them.</summary>
    public static PictureRows[] Encode(this DecoderOnlyCase golden)
    {
        DecoderOnlyParts parts = Model(golden.Family, golden.Splits).Parts();
        return [.. golden.Prompt().Images.Select(image => parts.Read(image, null, new Vlm.Composition.StageClock(), CancellationToken.None))];
    }
}

using Vlm.Folders;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing.Recipes;

/// <summary>Pages on a canvas of fixed size (Donut, Nougat).</summary>
internal static class DocumentRecipes
{
    // Pillow's thumbnail shrinks by whole blocks first, down to this many times the size.
    private const double ThumbnailGap = 2;

    public static IReadOnlyDictionary<string, ProcessorRecipe> All { get; } = new Dictionary<string, ProcessorRecipe>(StringComparer.Ordinal)
    {
        ["DonutImageProcessor"] = new(ProcessorDefaults.Standard(new ImageSize { Height = 2560, Width = 1920 }), s => Page(s, ofPillow: s.Rules == ProcessorRules.V4))
        {
            TrainedWith = ProcessorRules.V4,
        },
        ["NougatImageProcessor"] = new(ProcessorDefaults.ImageNet(new ImageSize { Height = 896, Width = 672 }), Nougat),
    };

    private static ProcessorParts Nougat(ProcessorSettings s)
    {
        ProcessorParts page = Page(s, ofPillow: true);
        return s.Flag("do_crop_margin", true) ? page with { Steps = [new CropMargin(), .. page.Steps] } : page;
    }

    private static ProcessorParts Page(ProcessorSettings s, bool ofPillow)
    {
        (int width, int height) = s.Sides();
        if (!s.Flag("do_pad", true))
        {
            throw s.File.Wrong("do_pad", "without padding pages have unequal shapes; let it be true.");
        }

        ResizeFilter? thumbnail = !s.Flag("do_thumbnail", true) ? null : ofPillow ? ResizeFilter.Bicubic : s.Filter;
        ThumbnailFraming framing = new(width, height, s.Resizes ? s.Filter : null, thumbnail, ofPillow ? ThumbnailGap : null);
        return new ProcessorParts(framing, s.Planes()) { Steps = s.Flag("do_align_long_axis", false) ? [new AlignLongAxis(width, height)] : [] };
    }
}

using Vlm.Folders;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Layouts;
using Vlm.Preprocessing.Sizes;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Recipes;

/// <summary>Frames as patches.</summary>
internal static class PatchRecipes
{
    private const int MostPixels = 1 << 26;
    private const int MostPatches = 1 << 16;

    private static readonly ImageSize Unused = ImageSize.Square(1);

    public static IReadOnlyDictionary<string, ProcessorRecipe> All { get; } = new Dictionary<string, ProcessorRecipe>(StringComparer.Ordinal)
    {
        ["Qwen2VLImageProcessor"] = new(ProcessorDefaults.Clip(Unused), s => Budget(s, 56 * 56, 28 * 28 * 1280, countsFrames: false)),
        ["Glm46VImageProcessor"] = new(ProcessorDefaults.Clip(Unused), s => Budget(s, 112 * 112, 28 * 28 * 15_000, countsFrames: true)),
        ["Siglip2ImageProcessor"] = new(ProcessorDefaults.Standard(Unused), NaFlex),
        ["Gemma4ImageProcessor"] = new(ProcessorDefaults.Standard(Unused, ResizeFilter.Bicubic) with { DoNormalize = false }, Pooled) { WithoutEffect = ["size"] },
        ["Lfm2VlImageProcessor"] = new(ProcessorDefaults.Standard(Unused), Tokens) { WithoutEffect = ["size", "do_pad", "return_row_col_info", "max_num_patches"] },
    };

    private static ProcessorParts Budget(ProcessorSettings s, int least, int most, bool countsFrames)
    {
        s.NeedResize();
        s.File.OnlyKeys("size", "shortest_edge", "longest_edge", "min_pixels", "max_pixels");
        least = Pixels(s, "min_pixels", "shortest_edge", least);
        most = Pixels(s, "max_pixels", "longest_edge", most);
        if (least > most)
        {
            throw s.File.Wrong("size", $"the least pixels, {least}, are more than the most, {most}.");
        }

        PatchShape shape = new(s.Patch("patch_size", 14))
        {
            Block = s.Whole("merge_size", 2, 1, 64),
            Repeats = s.Whole("temporal_patch_size", 2, 1, 16),
            ChannelsFirst = true,
        };
        PixelBudget rule = new(shape.Side * shape.Block, least, most, countsFrames ? shape.Repeats : 1, enlarges: countsFrames);
        return new ProcessorParts(new SingleFraming(rule, s.Filter), s.Patches(shape, padded: null, ExtraTensors.TimeHeightWidth(shape.Side)));
    }

    // Published files give the bounds in three ways.
    private static int Pixels(ProcessorSettings s, string key, string edge, int silent)
    {
        const int Most = 1 << 30;
        int? own = s.File.Whole(key, 1, Most);
        int? named = s.File.Whole($"size.{key}", 1, Most);
        return Math.Min(own ?? named ?? s.File.Whole($"size.{edge}", 1, Most) ?? silent, MostPixels);
    }

    private static ProcessorParts NaFlex(ProcessorSettings s)
    {
        s.NeedResize();
        PatchShape shape = new(s.Patch("patch_size", 16));
        int most = s.Whole("max_num_patches", 256, 1, MostPatches);
        return new ProcessorParts(
            new SingleFraming(new MostPatches(shape.Side, most), s.Filter),
            s.Patches(shape, most, MaskTensors.Patches(shape, most), ExtraTensors.SpatialShapes(shape.Side)));
    }

    private static ProcessorParts Pooled(ProcessorSettings s)
    {
        s.NeedResize();
        PatchShape shape = new(s.Patch("patch_size", 16));
        int pool = s.Whole("pooling_kernel_size", 3, 1, 64);
        int tokens = s.Whole("max_soft_tokens", 280, 1, MostPatches / (pool * pool));
        int most = tokens * pool * pool;
        return new ProcessorParts(
            new SingleFraming(new PooledPatches(shape.Side, pool, tokens), s.Filter),
            s.Patches(shape, most, MaskTensors.Positions(shape, most), ExtraTensors.SoftTokens(shape, pool)));
    }

    private static ProcessorParts Tokens(ProcessorSettings s)
    {
        s.NeedResize();
        PatchShape shape = new(s.Patch("encoder_patch_size", 16));
        int downsample = s.Whole("downsample_factor", 2, 1, 64);
        int least = s.Whole("min_image_tokens", 64, 1, MostPatches);
        int most = s.Whole("max_image_tokens", 256, least, MostPatches / (downsample * downsample));
        int tile = s.Whole("tile_size", 512, shape.Side, 8192);
        int fewest = s.Whole("min_tiles", 2, 1, 1024);
        TileGrid grid = new(tile, fewest, s.Whole("max_tiles", 10, fewest, 1024));
        TokenBudget budget = new(shape.Side, downsample, least, most, s.File.Positive("max_pixels_tolerance") ?? 2);
        bool thumbnail = s.Flag("use_thumbnail", true);
        bool splits = s.Flag("do_image_splitting", true);
        int across = tile / shape.Side;
        int padded = Math.Max(most * downsample * downsample, across * across);
        if (tile % shape.Side != 0 || padded > MostPatches)
        {
            throw s.File.Wrong("tile_size", $"{tile} is not a whole number of patches of {shape.Side}, or more than {MostPatches} of them.");
        }

        return new ProcessorParts(
            new TileGridFraming(tile, grid, s.Filter, budget, thumbnail, (width, height) => splits && budget.IsExceeded(width, height)),
            s.Patches(shape, padded, MaskTensors.Patches(shape, padded), ExtraTensors.SpatialShapes(shape.Side)));
    }
}

using Vlm.Folders;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Layouts;
using Vlm.Preprocessing.Sizes;

namespace Vlm.Preprocessing.Recipes;

/// <summary>Several frames a picture, as planes: tiles and crops.</summary>
internal static class TileRecipes
{
    private const int MostTiles = 1024;

    // LLaVA-NeXT's five sizes and OneVision's up to six by six tiles.
    private static readonly (int Height, int Width)[] NextSizes = [(336, 672), (672, 336), (672, 672), (1008, 336), (336, 1008)];
    private static readonly (int Height, int Width)[] OneVisionSizes =
        [.. from rows in Enumerable.Range(1, 6) from columns in Enumerable.Range(1, 6) select (rows * 384, columns * 384)];

    private static readonly ProcessorDefaults Idefics = ProcessorDefaults.Standard(ImageSize.Longest(4 * 364), ResizeFilter.Lanczos);

    public static IReadOnlyDictionary<string, ProcessorRecipe> All { get; } = new Dictionary<string, ProcessorRecipe>(StringComparer.Ordinal)
    {
        ["LlavaNextImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Shortest(224)) with { DoCenterCrop = true }, s => AnyResolution(s, NextSizes, ExtraTensors.OriginalSizes)),
        ["LlavaOnevisionImageProcessor"] = new(
            ProcessorDefaults.Clip(ImageSize.Square(384)), s => AnyResolution(s, OneVisionSizes, ExtraTensors.OriginalSizes, ExtraTensors.NumberOfImages)),
        ["Idefics3ImageProcessor"] = new(Idefics, Split) { WithoutEffect = ["return_row_col_info"] },
        ["SmolVLMImageProcessor"] = new(Idefics, Split) { WithoutEffect = ["return_row_col_info", "video_sampling"] },
        ["Gemma3ImageProcessor"] = new(ProcessorDefaults.Standard(ImageSize.Square(224)), PanAndScan),
        ["GotOcr2ImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Square(384)), Grid),
    };

    private static ProcessorParts AnyResolution(ProcessorSettings s, IReadOnlyList<(int Height, int Width)> silent, params IReadOnlyList<ExtraTensor> extras)
    {
        s.NeedResize();
        int tile = s.SquareSide();
        IReadOnlyList<(int Height, int Width)> sizes = s.File.Pairs("image_grid_pinpoints", 256) ?? silent;
        foreach ((int height, int width) in sizes)
        {
            if (height % tile != 0 || width % tile != 0 || height / tile * (width / tile) > MostTiles)
            {
                throw s.File.Wrong("image_grid_pinpoints", $"{height}x{width} is not a whole number of tiles of {tile}x{tile}, or more than {MostTiles} of them.");
            }
        }

        ImageSize crop = s.File.Size("crop_size") ?? ImageSize.Square(s.Defaults.CropSide);
        if (s.Flag("do_center_crop", s.Defaults.DoCenterCrop) && (crop.Number ?? crop.Height, crop.Number ?? crop.Width) != (tile, tile))
        {
            throw s.File.Wrong("crop_size", $"a crop that is not the tile of {tile}x{tile} is not supported.");
        }

        bool pads = s.Flag("do_pad", true);
        return pads
            ? new ProcessorParts(new AnyResolutionFraming(tile, sizes, s.Filter), s.Planes(Packing.PerPicture, extras: extras))
            : throw s.File.Wrong("do_pad", "pictures of a batch have unequal numbers of tiles; without padding they make no tensor. Let it be true.");
    }

    private static ProcessorParts Split(ProcessorSettings s)
    {
        s.NeedResize();
        int longest = s.Size.LongestEdge ?? throw s.File.Wrong("size", "longest_edge is needed.");
        ImageSize largest = s.File.Size("max_image_size") ?? ImageSize.Longest(364);
        int tile = largest.LongestEdge ?? throw s.File.Wrong("max_image_size", "longest_edge is needed.");
        int across = (Math.Min(longest, 4096) + tile - 1) / tile;
        if (across * across > MostTiles)
        {
            throw s.File.Wrong("max_image_size.longest_edge", $"{tile} makes up to {across}x{across} tiles of a picture of {longest}, more than {MostTiles}.");
        }

        bool splits = s.Flag("do_image_splitting", true);
        bool pads = s.Flag("do_pad", true);
        return new ProcessorParts(new SplitFraming(longest, tile, splits, s.Filter), s.Planes(Packing.OneRow, extras: pads ? [MaskTensors.PixelsOfOneRow] : []))
        {
            KeepsAlpha = s.Rules == ProcessorRules.V4,
        };
    }

    private static ProcessorParts PanAndScan(ProcessorSettings s)
    {
        s.NeedResize();
        (int width, int height) = s.Sides();
        PanAndScan scan = new(
            s.Whole("pan_and_scan_min_crop_size", 256, 1, 32_768),
            s.Whole("pan_and_scan_max_num_crops", 4, 1, MostTiles),
            s.File.Positive("pan_and_scan_min_ratio_to_activate") ?? 1.2);
        bool scans = s.Flag("do_pan_and_scan", false);
        return new ProcessorParts(new PanAndScanFraming(width, height, s.Filter, scans ? scan : null), s.Planes(extras: ExtraTensors.NumberOfCrops));
    }

    private static ProcessorParts Grid(ProcessorSettings s)
    {
        s.NeedResize();
        (int width, int height) = s.Sides();
        int least = s.Whole("min_patches", 1, 1, MostTiles);
        int most = s.Whole("max_patches", 12, least, MostTiles);
        FixedSize whole = new(width, height);
        if (!s.Flag("crop_to_patches", false))
        {
            return new ProcessorParts(new SingleFraming(whole, s.Filter), s.Planes(extras: ExtraTensors.NumberOfFrames));
        }

        int tile = width == height ? width : throw s.File.Wrong("size", $"tiles are squares; found {width}x{height}.");
        return new ProcessorParts(new TileGridFraming(tile, new TileGrid(tile, least, most), s.Filter, whole), s.Planes(extras: ExtraTensors.NumberOfFrames));
    }
}

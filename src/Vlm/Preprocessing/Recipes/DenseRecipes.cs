using Vlm.Folders;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Layouts;
using Vlm.Preprocessing.Sizes;
using Vlm.Preprocessing.Steps;
using Vlm.Preprocessing.Values;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Recipes;

/// <summary>One frame a picture, as planes: resize, crop, rescale, normalise.</summary>
internal static class DenseRecipes
{
    private static readonly ProcessorDefaults Clip = ProcessorDefaults.Clip(ImageSize.Shortest(224)) with { DoCenterCrop = true };
    private static readonly ProcessorDefaults Detr = ProcessorDefaults.ImageNet(new ImageSize { ShortestEdge = 800, LongestEdge = 1333 });
    private static readonly string[] Annotations = ["format", "do_convert_annotations"];

    public static IReadOnlyDictionary<string, ProcessorRecipe> All { get; } = new Dictionary<string, ProcessorRecipe>(StringComparer.Ordinal)
    {
        ["CLIPImageProcessor"] = new(Clip, Plain) { WithoutEffect = ["tasks_answer_post_processing_type", "task_prompts_without_inputs", "task_prompts_with_input"] },
        ["BitImageProcessor"] = new(Clip, Plain),
        ["ChineseCLIPImageProcessor"] = new(Clip, Plain),
        ["ViTImageProcessor"] = new(ProcessorDefaults.Standard(ImageSize.Square(224)), Plain),
        ["SiglipImageProcessor"] = new(ProcessorDefaults.Standard(ImageSize.Square(224), ResizeFilter.Bicubic), Plain),
        ["DeiTImageProcessor"] = new(ProcessorDefaults.Standard(ImageSize.Square(256), ResizeFilter.Bicubic) with { DoCenterCrop = true }, Plain),
        ["BlipImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Square(384)), Plain) { WithoutEffect = ["do_pad", "size_divisor"] },
        ["OwlViTImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Square(768)) with { CropSide = 768 }, Plain),
        ["RTDetrImageProcessor"] = new(ProcessorDefaults.ImageNet(ImageSize.Square(640)) with { DoNormalize = false }, Plain) { WithoutEffect = Annotations },
        ["LlavaImageProcessor"] = new(Clip, Padded),
        ["EfficientNetImageProcessor"] = new(
            ProcessorDefaults.Standard(ImageSize.Square(346), ResizeFilter.Nearest) with { CropSide = 289, IncludeTop = true }, EfficientNet),
        ["MobileViTImageProcessor"] = new(
            ProcessorDefaults.Standard(ImageSize.Shortest(224)) with { DoCenterCrop = true, CropSide = 256, DoNormalize = false }, MobileVit),
        ["ConvNextImageProcessor"] = new(ProcessorDefaults.Standard(ImageSize.Shortest(384)), ConvNext),
        ["DetrImageProcessor"] = new(Detr, Detection) { WithoutEffect = Annotations },
        ["GroundingDinoImageProcessor"] = new(Detr, Detection) { WithoutEffect = Annotations },
        ["PixtralImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Longest(1024)), Pixtral),
        ["JanusImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Square(384)), Janus),
        ["Owlv2ImageProcessor"] = new(ProcessorDefaults.Clip(ImageSize.Square(960)), Owlv2) { TrainedWith = ProcessorRules.V4, WithoutEffect = ["resample"] },
    };

    private static ProcessorParts Plain(ProcessorSettings s) => new(Framing(s), s.Planes());

    private static ProcessorParts Padded(ProcessorSettings s) => Plain(s) with { Steps = s.Flag("do_pad", false) ? [new PadToSquare(s.MeanColour)] : [] };

    private static ProcessorParts EfficientNet(ProcessorSettings s)
    {
        List<IValueStep> steps = s.Rescales ? [new RescaleStep(s.RescaleFactor)] : [];
        if (s.Flag("rescale_offset", false) && s.Rescales)
        {
            steps.Add(new OffsetStep());
        }

        if (s.Normalizes)
        {
            steps.Add(new NormalizeStep(s.Mean, s.Deviation));
        }

        if (s.Flag("include_top", s.Defaults.IncludeTop))
        {
            steps.Add(new DivideStep(s.Deviation));
        }

        return new ProcessorParts(Framing(s), ProcessorSettings.PlanesOf(steps));
    }

    private static ProcessorParts MobileVit(ProcessorSettings s) => new(Framing(s), ProcessorSettings.PlanesOf(s.ValueSteps(), blueFirst: s.Flag("do_flip_channel_order", true)));

    private static ProcessorParts ConvNext(ProcessorSettings s)
    {
        // From this size on the picture is squashed and nothing is cut off.
        const int Squashed = 384;
        int side = s.SquareSide();
        double shown = s.File.Positive("crop_pct") ?? (224 / 256.0);
        if (!s.Resizes)
        {
            return new ProcessorParts(new SingleFraming(new OwnSize(), s.Filter), s.Planes());
        }

        return side >= Squashed
            ? new ProcessorParts(new SingleFraming(new FixedSize(side, side), s.Filter), s.Planes())
            : new ProcessorParts(new SingleFraming(new ShortestEdge((int)(side / shown)), s.Filter, new CenterCrop(side, side)), s.Planes());
    }

    private static ProcessorParts Detection(ProcessorSettings s)
    {
        ImageSize size = s.Size;
        int? oldLongest = s.File.Side("max_size");
        int? longest = size.LongestEdge ?? oldLongest;
        ISizeRule rule = !s.Resizes ? new OwnSize() : (size, longest) switch
        {
            ({ Height: { } height, Width: { } width }, _) => new FixedSize(width, height),
            ({ Number: { } number }, _) => new BoundedShortestEdge(number, longest ?? s.Defaults.Size.LongestEdge!.Value),
            ({ ShortestEdge: { } shortest }, { } most) => new BoundedShortestEdge(shortest, most),
            _ => throw s.File.Wrong("size", "shortest_edge and longest_edge, or height and width, are needed."),
        };
        bool pads = s.Flag("do_pad", true);
        return new ProcessorParts(new SingleFraming(rule, s.Filter), s.Planes(pads: pads, extras: pads ? [MaskTensors.Pixels] : []));
    }

    private static ProcessorParts Pixtral(ProcessorSettings s)
    {
        s.NeedResize();
        int longest = s.Size.LongestEdge ?? throw s.File.Wrong("size", "longest_edge is needed.");
        ImageSize patch = s.File.Size("patch_size") ?? ImageSize.Square(16);
        (int width, int height) = (patch.Number ?? patch.Width, patch.Number ?? patch.Height) is ({ } w, { } h) ? (w, h) : throw s.File.Wrong("patch_size", "height and width are needed.");
        return new ProcessorParts(new SingleFraming(new WholePatches(longest, width, height), s.Filter), s.Planes(pads: true, extras: ExtraTensors.ResizedSizes));
    }

    private static ProcessorParts Janus(ProcessorSettings s)
    {
        s.NeedResize();
        (int width, int height) = s.Sides();
        int side = Math.Max(width, height);
        LongestEdge rule = new(side, s.Whole("min_size", 14, 1, 4096), rounds: s.Rules == ProcessorRules.V5);
        IFraming framing = s.Flag("do_pad", true) ? new CanvasFraming(rule, s.Filter, side, side, s.MeanColour) : new SingleFraming(rule, s.Filter);
        return new ProcessorParts(framing, s.Planes());
    }

    private static ProcessorParts Owlv2(ProcessorSettings s)
    {
        const float Grey = 0.5f;
        s.NeedResize();
        (int width, int height) = s.Sides();
        float? padding = s.Flag("do_pad", true) ? s.Rules == ProcessorRules.V4 ? Grey : 0 : null;
        SmoothedPlaneWriter writer = new(s.Rescales ? s.RescaleFactor : 1, padding, s.Normalizes ? [new NormalizeStep(s.Mean, s.Deviation)] : []);
        return new ProcessorParts(new SingleFraming(new FixedSize(width, height), s.Filter), new PlaneLayout<float>(writer, Packing.Flat, pads: false, []));
    }

    private static SingleFraming Framing(ProcessorSettings s)
    {
        ImageSize size = s.Size;
        bool squares = s.Flag("default_to_square", s.Defaults.Size.ShortestEdge is null);
        ISizeRule rule = !s.Resizes ? new OwnSize() : size switch
        {
            { LongestEdge: not null } => throw s.File.Wrong("size.longest_edge", $"{s.File.ClassName} knows height and width, or shortest_edge."),

            // A bare number means what the class's own default size is: a shortest edge or a square.
            { Number: { } number } => squares ? new FixedSize(number, number) : new ShortestEdge(number),
            { Height: { } height, Width: { } width } => new FixedSize(width, height),
            _ => new ShortestEdge(size.ShortestEdge!.Value),
        };
        ImageSize crop = s.File.Size("crop_size") ?? ImageSize.Square(s.Defaults.CropSide);
        if (!s.Flag("do_center_crop", s.Defaults.DoCenterCrop))
        {
            return new SingleFraming(rule, s.Filter);
        }

        return crop switch
        {
            { Number: { } side } => new SingleFraming(rule, s.Filter, new CenterCrop(side, side)),
            { Height: { } height, Width: { } width } => new SingleFraming(rule, s.Filter, new CenterCrop(width, height)),
            _ => throw s.File.Wrong("crop_size", "a crop needs height and width; found an edge."),
        };
    }
}

using Vlm.Folders;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Layouts;
using Vlm.Preprocessing.Values;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Recipes;

/// <summary>What a recipe's steps are given: the file's values, or the class's where it is silent.</summary>
internal sealed class ProcessorSettings
{
    private const double OneByte = 1 / 255.0;
    private readonly ProcessorDefaults _defaults;

    public ProcessorSettings(ImageProcessorConfig file, ProcessorDefaults defaults, ProcessorRules rules)
    {
        File = file;
        Rules = rules;
        _defaults = defaults;
        Resizes = file.Flag("do_resize") ?? true;
        Filter = (ResizeFilter?)file.Resample() ?? defaults.Filter;
        Mean = file.Channels("image_mean") ?? defaults.Mean;
        Deviation = file.Channels("image_std") ?? defaults.StandardDeviation;
        RescaleFactor = file.Positive("rescale_factor") ?? OneByte;
        Rescales = file.Flag("do_rescale") ?? true;
        Normalizes = file.Flag("do_normalize") ?? defaults.DoNormalize;
        if (Deviation.Contains(0))
        {
            throw file.Wrong("image_std", "a standard deviation of 0 cannot be divided by.");
        }
    }

    public ImageProcessorConfig File { get; }

    public ProcessorRules Rules { get; }

    public bool Resizes { get; }

    public ResizeFilter Filter { get; }

    public float[] Mean { get; }

    public float[] Deviation { get; }

    public bool Rescales { get; }

    public double RescaleFactor { get; }

    public bool Normalizes { get; }

    /// <summary>The mean as a colour, truncated as Python does it: red in the lowest byte.</summary>
    public uint MeanColour => Level(0) | (Level(1) << 8) | (Level(2) << 16);

    public ImageSize Size => File.Size("size") ?? _defaults.Size;

    public ProcessorDefaults Defaults => _defaults;

    public bool Flag(string key, bool silent) => File.Flag(key) ?? silent;

    public int Whole(string key, int silent, int least, int most) => File.Whole(key, least, most) ?? silent;

    /// <summary>A patch, in pixels a side.</summary>
    public int Patch(string key, int silent) => Whole(key, silent, 1, 1024);

    /// <summary>Height and width; other forms are refused.</summary>
    public (int Width, int Height) Sides()
    {
        ImageSize size = Size;
        return size switch
        {
            { Number: { } side } => (side, side),
            { Height: { } height, Width: { } width } => (width, height),
            _ => throw File.Wrong("size", $"the {File.ClassName} needs height and width; found an edge."),
        };
    }

    /// <summary>The side of a square; other forms are refused.</summary>
    public int SquareSide()
    {
        ImageSize size = Size;
        int? side = size.Number ?? size.ShortestEdge ?? (size.Height == size.Width ? size.Height : null);
        return side ?? throw File.Wrong("size", $"the {File.ClassName} needs a square; found {size.Height}x{size.Width}.");
    }

    /// <summary>Steps that this class takes in every published model; without them it is another processor.</summary>
    public void NeedResize()
    {
        if (!Resizes)
        {
            throw File.Wrong("do_resize", $"{File.ClassName} without its resize is not supported; let it be true.");
        }
    }

    public List<IValueStep> ValueSteps()
    {
        List<IValueStep> steps = Rescales ? [new RescaleStep(RescaleFactor)] : [];
        if (Normalizes)
        {
            steps.Add(new NormalizeStep(Mean, Deviation));
        }

        return steps;
    }

    /// <summary>Frames as planes of 8-bit pixels looked up in the table.</summary>
    public ITensorLayout Planes(Packing packing = Packing.Flat, bool pads = false, params IReadOnlyList<ExtraTensor> extras) => PlanesOf(ValueSteps(), packing, pads, extras: extras);

    /// <summary>The same with other value steps.</summary>
    public static ITensorLayout PlanesOf(
        IReadOnlyList<IValueStep> steps, Packing packing = Packing.Flat, bool pads = false, bool blueFirst = false, params IReadOnlyList<ExtraTensor> extras)
    {
        PixelTable table = new(steps);
        return table.KeepsBytes
            ? new PlaneLayout<byte>(new TablePlaneWriter<byte>(table.Bytes, blueFirst), packing, pads, extras)
            : new PlaneLayout<float>(new TablePlaneWriter<float>(table.Values, blueFirst), packing, pads, extras);
    }

    /// <summary>Frames as patches.</summary>
    public ITensorLayout Patches(PatchShape shape, int? padded, params IReadOnlyList<ExtraTensor> extras)
    {
        PixelTable table = new(ValueSteps());
        return table.KeepsBytes ? new PatchLayout<byte>(table.Bytes, shape, padded, extras) : new PatchLayout<float>(table.Values, shape, padded, extras);
    }

    private uint Level(int channel) => (uint)Math.Clamp((int)(Mean[channel] * 255.0), 0, 255);
}

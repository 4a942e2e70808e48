using Vlm.Folders;

namespace Vlm.Preprocessing;

/// <summary>A preprocessor_config.json to the steps that it describes.</summary>
internal static class ImageProcessorFactory
{
    private const double OneByte = 1 / 255.0;

    /// <exception cref="ModelFolderException">The file is missing or wrong, or names a class or key that is not known.</exception>
    public static IImageProcessor Create(string preprocessorConfigPath)
    {
        ImageProcessorConfig config = ImageProcessorConfig.Read(preprocessorConfigPath);
        ProcessorDefaults defaults = ProcessorDefaults.Of(config);
        return new StepImageProcessor(Resize(config, defaults), Crop(config, defaults), new PixelTable(ValueSteps(config, defaults)));
    }

    private static ResizeStep? Resize(ImageProcessorConfig config, ProcessorDefaults defaults)
    {
        if (config.DoResize == false)
        {
            return null;
        }

        // A bare number means what the class's own default size is: a shortest edge or a square.
        ImageSize size = config.Size ?? defaults.Size;
        if (size.Number is { } number)
        {
            bool square = config.DefaultToSquare ?? defaults.Size.ShortestEdge is null;
            size = square ? ImageSize.Square(number) : ImageSize.Shortest(number);
        }

        return new ResizeStep(size, (ResizeFilter?)config.Resample ?? defaults.Filter);
    }

    private static CenterCropStep? Crop(ImageProcessorConfig config, ProcessorDefaults defaults)
    {
        if (!(config.DoCenterCrop ?? defaults.DoCenterCrop))
        {
            return null;
        }

        ImageSize size = config.CropSize ?? ImageSize.Square(defaults.CropSide);
        return size switch
        {
            { Number: { } side } => new CenterCropStep(side, side),
            { Height: { } height, Width: { } width } => new CenterCropStep(height, width),
            _ => throw config.Wrong("crop_size", "a crop needs height and width; found a shortest edge."),
        };
    }

    private static List<IValueStep> ValueSteps(ImageProcessorConfig config, ProcessorDefaults defaults)
    {
        List<IValueStep> steps = [];
        if (config.DoRescale ?? true)
        {
            steps.Add(new RescaleStep(config.RescaleFactor ?? OneByte));
            if (config.RescaleOffset == true)
            {
                steps.Add(new OffsetStep());
            }
        }

        float[] deviation = config.StandardDeviation ?? defaults.StandardDeviation;
        if (config.DoNormalize ?? defaults.DoNormalize)
        {
            steps.Add(new NormalizeStep(config.Mean ?? defaults.Mean, deviation));
        }

        if (config.IncludeTop ?? defaults.IncludeTop)
        {
            steps.Add(new DivideStep(deviation));
        }

        return steps;
    }
}

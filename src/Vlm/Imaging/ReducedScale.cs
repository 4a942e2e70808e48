using System.Runtime.Intrinsics.X86;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>By how much a picture is reduced while it is decoded, as its file has it: 1 (not at all), 2, 4 or 8 each way.</summary>
/// <param name="Across">By how much its rows become shorter.</param>
/// <param name="Down">By how much they become fewer.</param>
internal readonly record struct ReducedScale(int Across, int Down)
{
    // Twice the wanted size leaves the resize filter enough to look like that of the whole picture.
    private const int Margin = 2;
    private const int Most = 8;

    /// <summary>The whole picture.</summary>
    public static ReducedScale Whole { get; } = new(1, 1);

    /// <summary>What the codec can do, which reduces both sides alike.</summary>
    public int Codec => Math.Min(Across, Down);

    /// <summary>Whether the sides are reduced alike.</summary>
    public bool IsEven => Across == Down;

    public static ReducedScale Of(in ImageHeader header, ImageDecodeOptions options)
    {
        if (!options.FastDecode || options.TargetSize is null || header.Frames != 1 || header.Format is not (ImageFormat.Jpeg or ImageFormat.WebP))
        {
            return Whole;
        }

        bool turned = OrientedCopy.SwapsSides(header.Orientation);
        (int width, int height) = turned ? ((int)header.Height, (int)header.Width) : ((int)header.Width, (int)header.Height);
        if (options.TargetSize(width, height) is not { } target)
        {
            return Whole;
        }

        (int across, int down) = (Largest(width, target.Width), Largest(height, target.Height));
        ReducedScale scale = turned ? new ReducedScale(down, across) : new ReducedScale(across, down);
        return scale.IsEven || (scale.Codec == Most / 2 && ReadsLowFrequencies(header)) ? scale : new ReducedScale(scale.Codec, scale.Codec);
    }

    /// <summary>A side at a reduced scale: rounded up, as JPEG does.</summary>
    public static int Side(int side, int scale) => (side + scale - 1) / scale;

    // Where only the lowest frequencies are read, fewer of them are enough for the side that is reduced more.
    private static bool ReadsLowFrequencies(in ImageHeader header) => header is { Format: ImageFormat.Jpeg, Passes: false } && Avx2.IsSupported;

    private static int Largest(int side, int target)
    {
        int scale = 1;
        while (scale < Most && side >= (long)Math.Max(1, target) * Margin * scale * 2)
        {
            scale *= 2;
        }

        return scale;
    }
}

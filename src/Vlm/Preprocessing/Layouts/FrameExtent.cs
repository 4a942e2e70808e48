using Vlm.Preprocessing.Framing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>How much room the frames of a batch need.</summary>
internal readonly record struct FrameExtent(int Width, int Height, int MostFrames, bool IsUniform = true)
{
    /// <summary>In words, which frames are unequal.</summary>
    public string Difference { get; init; } = "";

    public static FrameExtent Of(FrameList plan)
    {
        ReadOnlySpan<Frame> frames = plan.Frames;
        (int width, int height, int unequal) = (0, 0, -1);
        for (int i = 0; i < frames.Length; i++)
        {
            if (unequal < 0 && (frames[i].Width, frames[i].Height) != (frames[0].Width, frames[0].Height))
            {
                unequal = i;
            }

            width = Math.Max(width, frames[i].Width);
            height = Math.Max(height, frames[i].Height);
        }

        int most = 0;
        foreach (PicturePlan picture in plan.Pictures)
        {
            most = Math.Max(most, picture.FrameCount);
        }

        return unequal < 0
            ? new FrameExtent(width, height, most)
            : new FrameExtent(width, height, most, IsUniform: false)
            {
                Difference = $"Picture {unequal} comes out as {frames[unequal].Width}x{frames[unequal].Height} pixels, picture 0 as {frames[0].Width}x{frames[0].Height}",
            };
    }
}

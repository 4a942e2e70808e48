using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>Puts pixel_values, the tensors beside it, counts and grids together.</summary>
internal static class Beside
{
    /// <param name="pixels">Taken over.</param>
    /// <param name="plan">The batch.</param>
    /// <param name="extent">The room of a frame.</param>
    /// <param name="extras">What stands beside.</param>
    /// <param name="counted">Where patches and not frames are counted, how a frame is cut.</param>
    public static PixelValues PixelValues(TensorBuffer pixels, FrameList plan, FrameExtent extent, IReadOnlyList<ExtraTensor> extras, PatchShape? counted = null)
    {
        if (extras.Count == 0 && plan.Frames.Length == plan.Pictures.Length)
        {
            return new PixelValues(pixels);
        }

        Dictionary<string, TensorBuffer> tensors = new(1 + extras.Count) { [Vlm.PixelValues.PixelValuesName] = pixels };
        int[] counts = new int[plan.Pictures.Length];
        ImageGrid[] grids = new ImageGrid[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            PicturePlan picture = plan.Pictures[i];
            foreach (Frame frame in plan.Frames.Slice(picture.FirstFrame, picture.FrameCount))
            {
                counts[i] += counted?.CountOf(frame.Width, frame.Height) ?? 1;
            }

            grids[i] = new ImageGrid { Rows = picture.Rows, Columns = picture.Columns, Height = picture.Height, Width = picture.Width };
        }

        foreach (ExtraTensor extra in extras)
        {
            tensors[extra.Spec.Name] = extra.Make(plan, extent);
        }

        return new PixelValues(tensors, counts, grids);
    }
}

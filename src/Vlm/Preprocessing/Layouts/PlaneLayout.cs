using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Values;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>Frames as planes: [F,3,H,W], [B,T,3,H,W] or [1,F,3,H,W].</summary>
/// <param name="writer">Writes one frame.</param>
/// <param name="packing">How frames are listed.</param>
/// <param name="pads">Whether frames of unequal sizes are filled up, right and below, with zeros; otherwise they are refused.</param>
/// <param name="extras">The tensors beside pixel_values.</param>
internal sealed class PlaneLayout<T>(IPlaneWriter<T> writer, Packing packing, bool pads, IReadOnlyList<ExtraTensor> extras) : ITensorLayout
    where T : unmanaged
{
    public IReadOnlyList<TensorSpec> Outputs((int Width, int Height)? frame)
    {
        TensorElementType type = typeof(T) == typeof(byte) ? TensorElementType.UInt8 : TensorElementType.Float32;
        long[] sides = [PixelTable.Channels, frame?.Height ?? -1, frame?.Width ?? -1];
        long[] shape = packing switch
        {
            Packing.PerPicture => [-1, -1, .. sides],
            Packing.OneRow => [1, -1, .. sides],
            _ => [-1, .. sides],
        };
        return [new TensorSpec(PixelValues.PixelValuesName, type, shape), .. extras.Select(extra => extra.Spec)];
    }

    public PixelValues Write(PictureBatch batch, CancellationToken cancellationToken)
    {
        FrameList plan = batch.Plan;
        FrameExtent extent = FrameExtent.Of(plan);
        if (!extent.IsUniform && !pads)
        {
            throw new InvalidInputException(
                $"{extent.Difference}; this processor neither crops nor pads, so that a batch needs pictures of one shape. Pass them one at a time.");
        }

        TensorBuffer<T> pixels = Rent(plan, extent);
        try
        {
            bool filled = extent.IsUniform && (packing != Packing.PerPicture || plan.Frames.Length == plan.Pictures.Length * extent.MostFrames);
            if (!filled)
            {
                pixels.Span.Clear();
            }

            if (plan.Frames.Length == 1)
            {
                batch.RunStages(0);
                writer.Write(batch.Source(0, plan.Frames[0]), plan.Frames[0], pixels.Memory, extent.Width);
            }
            else
            {
                WriteAll(batch, extent, pixels, cancellationToken);
            }

            return Beside.PixelValues(pixels, plan, extent, extras);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    // Apart, so that a single picture needs no delegate.
    private void WriteAll(PictureBatch batch, FrameExtent extent, TensorBuffer<T> pixels, CancellationToken cancellationToken)
    {
        int length = PixelTable.Channels * extent.Width * extent.Height;
        FrameLoop.Run(batch, (picture, frame) =>
        {
            int slot = packing == Packing.PerPicture ? (picture * extent.MostFrames) + frame - batch.Plan.Pictures[picture].FirstFrame : frame;
            writer.Write(batch.Source(picture, batch.Plan.Frames[frame]), batch.Plan.Frames[frame], pixels.Memory.Slice(slot * length, length), extent.Width);
        }, cancellationToken);
    }

    private TensorBuffer<T> Rent(FrameList plan, FrameExtent extent)
    {
        long elements = (packing == Packing.PerPicture ? (long)plan.Pictures.Length * extent.MostFrames : plan.Frames.Length) * PixelTable.Channels * extent.Width * extent.Height;
        if (elements > Array.MaxLength)
        {
            throw new InvalidInputException($"A batch of {plan.Pictures.Length} pictures would need {elements} numbers, more than one tensor holds. Pass fewer at a time.");
        }

        return packing switch
        {
            Packing.PerPicture => TensorBuffer.Rent<T>(plan.Pictures.Length, extent.MostFrames, PixelTable.Channels, extent.Height, extent.Width),
            Packing.OneRow => TensorBuffer.Rent<T>(1, plan.Frames.Length, PixelTable.Channels, extent.Height, extent.Width),
            _ => TensorBuffer.Rent<T>(plan.Frames.Length, PixelTable.Channels, extent.Height, extent.Width),
        };
    }
}

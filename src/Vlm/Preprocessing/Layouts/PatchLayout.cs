using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>Frames as patches: all behind each other [P,D], or each frame filled up with zeros to the same number [F,P,D].</summary>
/// <param name="table">256 numbers for each channel.</param>
/// <param name="shape">How a frame is cut.</param>
/// <param name="padded">Patches of each frame in the tensor; null where all frames' patches follow each other.</param>
/// <param name="extras">The tensors beside pixel_values.</param>
internal sealed class PatchLayout<T>(T[] table, PatchShape shape, int? padded, IReadOnlyList<ExtraTensor> extras) : ITensorLayout
    where T : unmanaged
{
    public IReadOnlyList<TensorSpec> Outputs((int Width, int Height)? frame)
    {
        TensorElementType type = typeof(T) == typeof(byte) ? TensorElementType.UInt8 : TensorElementType.Float32;
        long[] dimensions = padded is { } most ? [-1, most, shape.Length] : [-1, shape.Length];
        return [new TensorSpec(PixelValues.PixelValuesName, type, dimensions), .. extras.Select(extra => extra.Spec)];
    }

    public PixelValues Write(PictureBatch batch, CancellationToken cancellationToken)
    {
        FrameList plan = batch.Plan;
        int[] starts = Starts(plan);
        if ((long)starts[^1] * shape.Length > Array.MaxLength)
        {
            throw new InvalidInputException($"A batch of {plan.Pictures.Length} pictures would need {starts[^1]} patches of {shape.Length} numbers, more than one tensor holds. Pass fewer at a time.");
        }

        TensorBuffer<T> pixels = padded is { } most ? TensorBuffer.Rent<T>(plan.Frames.Length, most, shape.Length) : TensorBuffer.Rent<T>(starts[^1], shape.Length);
        try
        {
            FrameLoop.Run(batch, (picture, index) =>
            {
                Frame frame = batch.Plan.Frames[index];
                int count = shape.CountOf(frame.Width, frame.Height);
                Memory<T> patches = pixels.Memory[(starts[index] * shape.Length)..(starts[index + 1] * shape.Length)];
                FrameWriter.Write(batch.Source(picture, frame), frame, new PatchSink<T>(patches, frame.Width / shape.Side, shape, table));
                patches.Span[(count * shape.Length)..].Clear();
            }, cancellationToken);
            return Beside.PixelValues(pixels, plan, FrameExtent.Of(plan), extras, padded is null ? shape : null);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    // Where the patches of every frame begin, and behind the last where they end.
    private int[] Starts(FrameList plan)
    {
        int[] starts = new int[plan.Frames.Length + 1];
        foreach (PicturePlan picture in plan.Pictures)
        {
            for (int i = picture.FirstFrame; i < picture.FirstFrame + picture.FrameCount; i++)
            {
                Frame frame = plan.Frames[i];
                int count = shape.CountOf(frame.Width, frame.Height);
                if (count > padded)
                {
                    throw new InvalidInputException(
                        $"A picture of {picture.OriginalWidth}x{picture.OriginalHeight} pixels comes out as {frame.Width}x{frame.Height}: {count} patches, "
                        + $"more than the {padded} that the processor's file allows. Crop it to a less extreme shape.");
                }

                starts[i + 1] = checked(starts[i] + (padded ?? count));
            }
        }

        return starts;
    }
}

using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>The tensors that say which pixels or patches are real.</summary>
internal static class MaskTensors
{
    /// <summary>[B,H,W]: 1 where the picture is, 0 where padding is.</summary>
    public static ExtraTensor Pixels { get; } = new(new TensorSpec("pixel_mask", TensorElementType.Int64, [-1, -1, -1]), (plan, extent) =>
        Mask(plan, extent, TensorBuffer.Rent<long>(plan.Frames.Length, extent.Height, extent.Width)));

    /// <summary>[1,F,H,W]: likewise, all pictures in one row.</summary>
    public static ExtraTensor PixelsOfOneRow { get; } = new(new TensorSpec("pixel_attention_mask", TensorElementType.Int64, [1, -1, -1, -1]), (plan, extent) =>
        Mask(plan, extent, TensorBuffer.Rent<long>(1, plan.Frames.Length, extent.Height, extent.Width)));

    /// <summary>[F,P]: 1 for a patch, 0 behind the last.</summary>
    public static ExtraTensor Patches(PatchShape shape, int padded) => new(new TensorSpec("pixel_attention_mask", TensorElementType.Int32, [-1, padded]), (plan, _) =>
    {
        TensorBuffer<int> mask = TensorBuffer.Rent<int>(plan.Frames.Length, padded);
        for (int i = 0; i < plan.Frames.Length; i++)
        {
            int count = shape.CountOf(plan.Frames[i].Width, plan.Frames[i].Height);
            mask.Row(i)[..count].Fill(1);
            mask.Row(i)[count..].Clear();
        }

        return mask;
    });

    /// <summary>[F,P,2]: column and row of every patch, -1 behind the last.</summary>
    public static ExtraTensor Positions(PatchShape shape, int padded) => new(new TensorSpec("image_position_ids", TensorElementType.Int64, [-1, padded, 2]), (plan, _) =>
    {
        TensorBuffer<long> positions = TensorBuffer.Rent<long>(plan.Frames.Length, padded, 2);
        for (int i = 0; i < plan.Frames.Length; i++)
        {
            Span<long> row = positions.Row(i);
            int columns = plan.Frames[i].Width / shape.Side;
            int count = shape.CountOf(plan.Frames[i].Width, plan.Frames[i].Height);
            for (int patch = 0; patch < count; patch++)
            {
                (row[2 * patch], row[(2 * patch) + 1]) = (patch % columns, patch / columns);
            }

            row[(2 * count)..].Fill(-1);
        }

        return positions;
    });

    private static TensorBuffer<long> Mask(FrameList plan, FrameExtent extent, TensorBuffer<long> mask)
    {
        mask.Span.Clear();
        int length = extent.Height * extent.Width;
        for (int i = 0; i < plan.Frames.Length; i++)
        {
            Frame frame = plan.Frames[i];
            for (int y = 0; y < frame.Height; y++)
            {
                mask.Span.Slice((i * length) + (y * extent.Width), frame.Width).Fill(1);
            }
        }

        return mask;
    }
}

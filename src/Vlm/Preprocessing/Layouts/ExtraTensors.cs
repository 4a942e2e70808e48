using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>The tensors that published processors give beside pixel_values.</summary>
internal static class ExtraTensors
{
    /// <summary>[B,2]: height and width of the picture as it came.</summary>
    public static ExtraTensor OriginalSizes { get; } = PerPicture("image_sizes", 2, (picture, row) => (row[0], row[1]) = (picture.OriginalHeight, picture.OriginalWidth));

    /// <summary>[B,2]: height and width after the resize, without padding.</summary>
    public static ExtraTensor ResizedSizes { get; } = PerPicture("image_sizes", 2, (picture, row) => (row[0], row[1]) = (picture.Height, picture.Width));

    /// <summary>[B]: one picture each.</summary>
    public static ExtraTensor NumberOfImages { get; } = PerPicture("batch_num_images", 0, (_, row) => row[0] = 1);

    /// <summary>[B]: frames beside the whole picture.</summary>
    public static ExtraTensor NumberOfCrops { get; } = PerPicture("num_crops", 0, (picture, row) => row[0] = picture.FrameCount - 1);

    /// <summary>[B]: frames.</summary>
    public static ExtraTensor NumberOfFrames { get; } = PerPicture("num_patches", 0, (picture, row) => row[0] = picture.FrameCount);

    /// <summary>[B,3]: patches in time, down and across.</summary>
    public static ExtraTensor TimeHeightWidth(int patch) => PerPicture("image_grid_thw", 3, (picture, row) =>
        (row[0], row[1], row[2]) = (1, picture.Height / patch, picture.Width / patch));

    /// <summary>[B]: patches divided by the area of a pool.</summary>
    public static ExtraTensor SoftTokens(PatchShape shape, int pool) => PerPicture("num_soft_tokens_per_image", 0, (picture, row) =>
        row[0] = shape.CountOf(picture.Width, picture.Height) / (pool * pool));

    /// <summary>[F,2]: patches down and across.</summary>
    public static ExtraTensor SpatialShapes(int patch) => new(Spec("spatial_shapes", TensorElementType.Int64, -1, 2), (plan, _) =>
    {
        TensorBuffer<long> shapes = TensorBuffer.Rent<long>(plan.Frames.Length, 2);
        for (int i = 0; i < plan.Frames.Length; i++)
        {
            Span<long> row = shapes.Row(i);
            (row[0], row[1]) = (plan.Frames[i].Height / patch, plan.Frames[i].Width / patch);
        }

        return shapes;
    });

    private static ExtraTensor PerPicture(string name, int width, Action<PicturePlan, Span<long>> write)
    {
        TensorSpec spec = width == 0 ? Spec(name, TensorElementType.Int64, -1) : Spec(name, TensorElementType.Int64, -1, width);
        return new ExtraTensor(spec, (plan, _) =>
        {
            TensorBuffer<long> numbers = width == 0 ? TensorBuffer.Rent<long>(plan.Pictures.Length) : TensorBuffer.Rent<long>(plan.Pictures.Length, width);
            for (int i = 0; i < plan.Pictures.Length; i++)
            {
                write(plan.Pictures[i], numbers.Row(i));
            }

            return numbers;
        });
    }

    private static TensorSpec Spec(string name, TensorElementType type, params long[] dimensions) => new(name, type, dimensions);
}

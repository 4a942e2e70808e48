namespace Vlm.Tests.Fusion;

/// <summary>Features of given sizes with numbers that repeat from run to run.</summary>
internal static class Features
{
    public static ImageFeatures Images(int batch, int rows, int width) => new([.. Enumerable.Repeat(rows, batch)], Numbers(batch * rows, width));

    public static TextFeatures Texts(int batch, int length, int width)
    {
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(batch, length);
        mask.Span.Fill(1);
        return new TextFeatures(batch, Numbers(batch, length, width), mask);
    }

    public static TensorBuffer<float> Numbers(params ReadOnlySpan<long> shape)
    {
        TensorBuffer<float> numbers = TensorBuffer.Rent<float>(shape);
        Random random = new(numbers.Length);
        foreach (ref float number in numbers.Span)
        {
            number = (float)((random.NextDouble() * 2) - 1);
        }

        return numbers;
    }
}

using System.Numerics.Tensors;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Steps;
using Vlm.Preprocessing.Values;

namespace Vlm.Preprocessing.Writing;

/// <summary>
/// OWLv2: values are rescaled first, padded right and below to a square, smoothed and interpolated as numbers, then normalised.
/// The square never exists: its padding is one more weight.
/// </summary>
/// <param name="factor">The rescale factor.</param>
/// <param name="padding">The value around the picture; null where it is not padded to a square.</param>
/// <param name="steps">What is done to the values after the resize.</param>
internal sealed class SmoothedPlaneWriter(double factor, float? padding, IReadOnlyList<IValueStep> steps) : IPlaneWriter<float>
{
    private const int Stored = 4;

    public void Write(Raster source, in Frame frame, Memory<float> planes, int rowLength)
    {
        int side = Math.Max(source.Width, source.Height);
        SmoothedAxis columns = new(padding is null ? source.Width : side, source.Width, frame.Width);
        SmoothedAxis rows = new(padding is null ? source.Height : side, source.Height, frame.Height);
        (float least, float most) = Range(source);
        using TensorBuffer<float> sum = TensorBuffer.Rent<float>(source.Width * Stored);
        using TensorBuffer<float> row = TensorBuffer.Rent<float>(source.Width * Stored);
        int planeLength = planes.Length / PixelTable.Channels;
        for (int y = 0; y < frame.Height; y++)
        {
            Down(source, rows, y, row.Span, sum.Span);
            for (int channel = 0; channel < PixelTable.Channels; channel++)
            {
                Across(columns, channel, sum.Span, planes.Span.Slice((channel * planeLength) + (y * rowLength), frame.Width), least, most);
            }
        }
    }

    private void Down(Raster source, SmoothedAxis rows, int y, Span<float> row, Span<float> sum)
    {
        sum.Fill(rows.Padding[y] * (padding ?? 0));
        ReadOnlySpan<float> weights = rows.Weights(y);
        for (int i = 0; i < weights.Length; i++)
        {
            TensorPrimitives.ConvertTruncating<byte, float>(source.Rows.Row(rows.Start(y) + i), row);
            TensorPrimitives.MultiplyAdd(row, (float)(weights[i] * factor), sum, sum);
        }
    }

    private void Across(SmoothedAxis columns, int channel, ReadOnlySpan<float> sum, Span<float> result, float least, float most)
    {
        for (int x = 0; x < result.Length; x++)
        {
            float value = columns.Padding[x] * (padding ?? 0);
            int at = (columns.Start(x) * Stored) + channel;
            foreach (float weight in columns.Weights(x))
            {
                value += weight * sum[at];
                at += Stored;
            }

            value = Math.Clamp(value, least, most);
            foreach (IValueStep step in steps)
            {
                value = step.Apply(value, channel);
            }

            result[x] = value;
        }
    }

    // The interpolated values may not leave the range of the padded picture.
    private (float Least, float Most) Range(Raster source)
    {
        (byte least, byte most) = (byte.MaxValue, byte.MinValue);
        for (int y = 0; y < source.Height; y++)
        {
            ReadOnlySpan<byte> row = source.Rows.Row(y);
            for (int i = 0; i < row.Length; i++)
            {
                if (i % Stored != PixelTable.Channels)
                {
                    least = Math.Min(least, row[i]);
                    most = Math.Max(most, row[i]);
                }
            }
        }

        (float low, float high) = ((float)(least * factor), (float)(most * factor));
        return padding is { } value && source.Width != source.Height ? (Math.Min(low, value), Math.Max(high, value)) : (low, high);
    }
}

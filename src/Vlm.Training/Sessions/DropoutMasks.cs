using System.Runtime.InteropServices;

namespace Vlm.Training;

/// <summary>Draws dropout masks: each is a function of the seed, the number of the step, that of the part of an accumulated batch, and the mask's own.</summary>
internal sealed class DropoutMasks(long seed) : IDisposable
{
    private readonly Dictionary<int, TensorBuffer<float>> _buffers = [];

    /// <summary>A mask for a batch; good until the same mask is drawn again.</summary>
    public TensorBuffer<float> Draw(DropoutMask mask, int number, long step, int part, IReadOnlyDictionary<string, long> sizes)
    {
        long[] shape = SymbolSizes.Resolve(mask.Input, sizes);
        if (!_buffers.TryGetValue(number, out TensorBuffer<float>? buffer) || !buffer.Shape.SequenceEqual(shape))
        {
            buffer?.Dispose();
            buffer = TensorBuffer.Rent<float>(shape);
            _buffers[number] = buffer;
        }

        Fill(buffer.Span, mask.Rate, new CounterRandom((ulong)seed, ((ulong)step * 0x10001) + (ulong)number + ((ulong)part << 40)));
        return buffer;
    }

    public void Dispose()
    {
        foreach (TensorBuffer<float> buffer in _buffers.Values)
        {
            buffer.Dispose();
        }
    }

    // Sixteen random bits an element: four elements a draw.
    private static void Fill(Span<float> mask, float rate, CounterRandom random)
    {
        uint limit = (uint)Math.Round(rate * 65536);
        float kept = 1 / (1 - rate);
        Span<ulong> draw = stackalloc ulong[1];
        Span<ushort> parts = MemoryMarshal.Cast<ulong, ushort>(draw);
        for (int i = 0; i < mask.Length; i += 4)
        {
            draw[0] = random.Next();
            for (int k = 0; k < Math.Min(4, mask.Length - i); k++)
            {
                mask[i + k] = parts[k] < limit ? 0 : kept;
            }
        }
    }
}

namespace Vlm.Imaging.Resizing;

/// <summary>The last coefficient tables that were needed. Thread-safe.</summary>
internal static class CoefficientCache
{
    private const int Capacity = 64;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<Key, FixedCoefficients> Tables = [];
    private static readonly Queue<Key> Order = new();

    public static FixedCoefficients Get(int inputSize, float from, float to, int outputSize, ResizeFilter filter, int pairMultiple)
    {
        Key key = new(inputSize, from, to, outputSize, filter, pairMultiple);
        lock (Gate)
        {
            if (Tables.TryGetValue(key, out FixedCoefficients? found))
            {
                return found;
            }
        }

        FixedCoefficients made = new(AxisWeights.Compute(inputSize, from, to, outputSize, filter), pairMultiple);
        lock (Gate)
        {
            if (Tables.TryAdd(key, made))
            {
                Order.Enqueue(key);
                if (Order.Count > Capacity)
                {
                    Tables.Remove(Order.Dequeue());
                }
            }
        }

        return made;
    }

    private readonly record struct Key(int InputSize, float From, float To, int OutputSize, ResizeFilter Filter, int PairMultiple);
}

namespace Vlm.Imaging.Resizing;

/// <summary>The last coefficient tables that were needed. Thread-safe.</summary>
internal static class CoefficientCache
{
    private const int Capacity = 64;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<Key, FixedCoefficients> Tables = [];
    private static readonly Queue<Key> Order = new();

    public static FixedCoefficients Get(in AxisRequest axis, int pairMultiple)
    {
        Key key = new(axis, pairMultiple);
        lock (Gate)
        {
            if (Tables.TryGetValue(key, out FixedCoefficients? found))
            {
                return found;
            }
        }

        FixedCoefficients made = new(AxisWeights.Compute(axis), pairMultiple);
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

    private readonly record struct Key(AxisRequest Axis, int PairMultiple);
}

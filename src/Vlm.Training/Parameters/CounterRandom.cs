using System.Text;

namespace Vlm.Training;

/// <summary>
/// Random numbers that are a function of a seed, a stream and a position (SplitMix64, G. Steele et al., 2014): the same on
/// every machine, whatever was drawn before, so that a resumed run draws what the uninterrupted one drew.
/// </summary>
internal struct CounterRandom
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    private ulong _state;

    public CounterRandom(ulong seed, ulong stream) => _state = Mix(Mix(seed + Increment) ^ (stream * 0xD1342543DE82EF95));

    /// <summary>The stream of a name (64-bit FNV-1a).</summary>
    public static ulong StreamOf(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }

    public ulong Next() => Mix(_state += Increment);

    /// <summary>At least 0, below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Below a limit, each number as likely as another (D. Lemire, 2019).</summary>
    public int NextBelow(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        while (true)
        {
            UInt128 product = (UInt128)Next() * (ulong)limit;
            if ((ulong)product >= unchecked(0UL - (ulong)limit) % (ulong)limit)
            {
                return (int)(product >> 64);
            }
        }
    }

    /// <summary>Of the standard normal distribution (G. Box and M. Muller, 1958).</summary>
    public double NextNormal()
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>An order of 0 … count − 1, each as likely as another (R. Durstenfeld, 1964).</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int other = NextBelow(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

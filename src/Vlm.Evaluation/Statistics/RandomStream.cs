namespace Vlm.Evaluation;

/// <summary>SplitMix64 (Steele, Lea and Flood 2014): one stream for each pair of seed and index, so that the order in which streams are read does not matter.</summary>
internal struct RandomStream
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    public RandomStream(ulong seed, ulong index) => _state = Mix(seed) + Mix(Mix(index + Step) ^ seed);

    public ulong Next() => Mix(_state += Step);

    /// <summary>A whole number from 0 to one below the limit, every one as likely (Lemire 2019).</summary>
    public int Next(int limit)
    {
        uint range = (uint)limit;
        ulong product = (Next() >> 32) * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (Next() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A number from 0 up to 1, 53 bits of it random.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws as many indices below the limit as there is room for, with replacement.</summary>
    public void Fill(Span<int> indices, int limit)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = Next(limit);
        }
    }

    /// <summary>Tosses a coin for every place.</summary>
    public void Fill(Span<bool> coins)
    {
        ulong bits = 0;
        for (int i = 0; i < coins.Length; i++)
        {
            bits = (i & 63) == 0 ? Next() : bits >> 1;
            coins[i] = (bits & 1) != 0;
        }
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

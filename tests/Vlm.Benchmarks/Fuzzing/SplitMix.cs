namespace Vlm.Benchmarks.Fuzzing;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): small, and the same on every machine and version.</summary>
internal struct SplitMix(ulong seed, ulong stream)
{
    private ulong _state = seed + (stream * 0xD1342543DE82EF95);

    /// <summary>From 0 to <paramref name="bound"/> less one.</summary>
    public int Below(int bound) => (int)(((UInt128)Next() * (ulong)bound) >> 64);

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

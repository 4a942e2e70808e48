namespace Vlm.Generation;

/// <summary>The numbers that one text draws by: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).</summary>
internal struct RandomStream
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <param name="seed">The call's.</param>
    /// <param name="sequence">Which of several texts of one prompt.</param>
    public RandomStream(long seed, int sequence) => _state = Mix(unchecked((ulong)seed)) + Mix(~(ulong)sequence);

    /// <summary>The next number, evenly from 0 to below 1, a multiple of 2^-53.</summary>
    public double Next()
    {
        _state = unchecked(_state + Gamma);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

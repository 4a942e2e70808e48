namespace Vlm.Training;

/// <summary>
/// Which examples each step learns from: a function of the seed and the number of the step alone. The examples of an epoch are
/// spread evenly over its steps, so that no step learns from a small rest.
/// </summary>
internal sealed class EpochBatches
{
    private static readonly ulong OrderStream = CounterRandom.StreamOf("order");
    private static readonly ulong DrawStream = CounterRandom.StreamOf("draw");

    private readonly int _examples;
    private readonly ulong _seed;
    private int[] _order = [];
    private long _epoch = -1;

    public EpochBatches(int examples, int batchSize, long seed)
    {
        _examples = examples;
        _seed = (ulong)seed;
        StepsPerEpoch = (examples + batchSize - 1) / batchSize;
    }

    public int StepsPerEpoch { get; }

    /// <summary>The examples of a step, from 0; good until a step of another epoch is asked for.</summary>
    public ReadOnlyMemory<int> Of(long step)
    {
        (long epoch, long batch) = Math.DivRem(step, StepsPerEpoch);
        if (epoch != _epoch)
        {
            _order = new CounterRandom(_seed, OrderStream + (ulong)epoch).Permutation(_examples);
            _epoch = epoch;
        }

        int start = (int)(batch * _examples / StepsPerEpoch), end = (int)((batch + 1) * _examples / StepsPerEpoch);
        return _order.AsMemory(start, end - start);
    }

    /// <summary>What the random choices of a part of a step are drawn from.</summary>
    public ulong Draw(long step, int part) => new CounterRandom(_seed, DrawStream + ((ulong)step << 16) + (ulong)part).Next();
}

using System.Buffers;
using System.Numerics.Tensors;

namespace Vlm.Generation;

/// <summary>The probabilities that scores stand for, up to their sum: exp(score - largest). Pooled; disposed by its maker.</summary>
internal readonly ref struct TokenWeights
{
    private readonly float[] _rented;
    private readonly Span<float> _weights;

    /// <param name="scores">At least one of them finite; not kept.</param>
    public TokenWeights(ReadOnlySpan<float> scores)
    {
        _rented = ArrayPool<float>.Shared.Rent(scores.Length);
        _weights = _rented.AsSpan(0, scores.Length);
        Max = TensorPrimitives.Max(scores);
        TensorPrimitives.Subtract(scores, Max, _weights);
        TensorPrimitives.Exp(_weights, _weights);
        double total = 0;
        foreach (float weight in _weights)
        {
            total += weight;
        }

        Total = total;
    }

    public float Max { get; }

    public double Total { get; }

    /// <summary>The logarithm of the sum of the scores' exponentials.</summary>
    public double LogTotal => Max + Math.Log(Total);

    public float this[int id] => _weights[id];

    /// <summary>Leaves the fewest tokens of the least distance whose probabilities come to a mass, at least so many; of equal distances the lower id comes first.</summary>
    public void KeepNearest(Span<float> scores, ReadOnlySpan<float> distance, double mass, int least)
    {
        (float Distance, int Id, float Score)[] near = ArrayPool<(float, int, float)>.Shared.Rent(scores.Length);
        int count = CollectNear(scores, distance, mass, least, near);
        Span<(float Distance, int Id, float Score)> ranked = near.AsSpan(0, count);
        ranked.Sort(static (a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : a.Id.CompareTo(b.Id));
        scores.Fill(float.NegativeInfinity);
        double sum = 0;
        for (int i = 0; i < count && (i < least || sum < mass * Total); i++)
        {
            scores[ranked[i].Id] = ranked[i].Score;
            sum += _weights[ranked[i].Id];
        }

        ArrayPool<(float, int, float)>.Shared.Return(near);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_rented);

    // A sort of the whole vocabulary would cost more than a small model's step; the mass lies in few tokens near by.
    private int CollectNear(ReadOnlySpan<float> scores, ReadOnlySpan<float> distance, double mass, int least, (float, int, float)[] near)
    {
        for (float reach = 4; ; reach *= 2)
        {
            int count = 0;
            double sum = 0;
            for (int i = 0; i < distance.Length; i++)
            {
                if (distance[i] <= reach && scores[i] > float.NegativeInfinity)
                {
                    near[count++] = (distance[i], i, scores[i]);
                    sum += _weights[i];
                }
            }

            if ((count >= least && sum >= mass * Total) || float.IsInfinity(reach))
            {
                return count;
            }
        }
    }
}

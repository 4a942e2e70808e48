using System.Numerics.Tensors;

namespace Vlm.Search;

/// <summary>The rows nearest to a query: a heap of the best so far, whose root is the worst of them.</summary>
/// <remarks>The order is total (score, then id), so that the split into threads cannot show in the result.</remarks>
internal sealed class NearestRows(int capacity, IReadOnlyList<string> ids)
{
    private readonly PriorityQueue<int, (float Score, string Id)> _heap = new(capacity + 1, WorstFirst.Instance);

    public void Scan(ReadOnlySpan<float> vectors, ReadOnlySpan<float> query, int from, int to)
    {
        int dimensions = query.Length;
        float worst = float.NegativeInfinity;
        for (int row = from; row < to; row++)
        {
            float score = TensorPrimitives.Dot(vectors.Slice(row * dimensions, dimensions), query);
            if (_heap.Count < capacity)
            {
                _heap.Enqueue(row, (score, ids[row]));
            }
            else if (score >= worst)
            {
                _heap.EnqueueDequeue(row, (score, ids[row]));
            }
            else
            {
                continue;
            }

            _heap.TryPeek(out _, out (float Score, string Id) root);
            worst = root.Score;
        }
    }

    public void Merge(NearestRows other)
    {
        foreach ((int row, (float Score, string Id) priority) in other._heap.UnorderedItems)
        {
            _heap.Enqueue(row, priority);
            if (_heap.Count > capacity)
            {
                _heap.Dequeue();
            }
        }
    }

    public SearchResult[] BestFirst()
    {
        SearchResult[] results = new SearchResult[_heap.Count];
        for (int i = results.Length - 1; i >= 0; i--)
        {
            _heap.TryDequeue(out _, out (float Score, string Id) priority);
            results[i] = new SearchResult(priority.Id, Math.Clamp(priority.Score, -1, 1));
        }

        return results;
    }

    private sealed class WorstFirst : IComparer<(float Score, string Id)>
    {
        public static WorstFirst Instance { get; } = new();

        public int Compare((float Score, string Id) x, (float Score, string Id) y)
        {
            int byScore = x.Score.CompareTo(y.Score);
            return byScore != 0 ? byScore : string.CompareOrdinal(y.Id, x.Id);
        }
    }
}

namespace Vlm.Training;

/// <summary>Sets that are joined until they no longer meet (union-find, B. Galler and M. Fischer, 1964). The smallest member stands for its set.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] _parents = [.. Enumerable.Range(0, count)];

    public int Find(int member)
    {
        while (_parents[member] != member)
        {
            _parents[member] = _parents[_parents[member]];
            member = _parents[member];
        }

        return member;
    }

    public void Join(int first, int second)
    {
        int a = Find(first), b = Find(second);
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    public void JoinAll(IEnumerable<int> members)
    {
        int? first = null;
        foreach (int member in members)
        {
            first ??= member;
            Join(first.Value, member);
        }
    }
}

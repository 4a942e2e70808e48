using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>The longest common subsequence of two sequences of numbers.</summary>
internal static class SharedSubsequence
{
    public static int Length(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int[]? rented = b.Length >= 256 ? ArrayPool<int>.Shared.Rent(b.Length + 1) : null;
        Span<int> row = rented is null ? stackalloc int[b.Length + 1] : rented.AsSpan(0, b.Length + 1);
        row.Clear();
        foreach (int x in a)
        {
            int diagonal = 0;
            for (int j = 0; j < b.Length; j++)
            {
                int above = row[j + 1];
                row[j + 1] = b[j] == x ? diagonal + 1 : Math.Max(above, row[j]);
                diagonal = above;
            }
        }

        int length = row[b.Length];
        if (rented is not null)
        {
            ArrayPool<int>.Shared.Return(rented);
        }

        return length;
    }
}

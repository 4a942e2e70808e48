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

    /// <summary>The places in the first sequence of one longest common subsequence, from the last to the first: the one that goes back in the first sequence where both ways are as long.</summary>
    public static List<int> Places(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int width = b.Length + 1;
        int[] table = new int[checked((a.Length + 1) * width)];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
            {
                table[((i + 1) * width) + j + 1] = a[i] == b[j] ? table[(i * width) + j] + 1 : Math.Max(table[(i * width) + j + 1], table[((i + 1) * width) + j]);
            }
        }

        List<int> places = [];
        for (int i = a.Length, j = b.Length; i > 0 && j > 0;)
        {
            if (a[i - 1] == b[j - 1])
            {
                places.Add(--i);
                j--;
            }
            else if (table[(i * width) + j - 1] > table[((i - 1) * width) + j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }

        return places;
    }
}

namespace Vlm.Tokenization.Chat;

/// <summary>A merge sort that asks only whether one item is less than another, as Python's does; equal items keep their order.</summary>
internal static class StableSort
{
    public static T[] Sorted<T>(IReadOnlyCollection<T> items, Func<T, T, bool> less)
    {
        T[] from = [.. items], to = new T[from.Length];
        for (int width = 1; width < from.Length; width *= 2)
        {
            for (int start = 0; start < from.Length; start += 2 * width)
            {
                Merge(from, to, start, Math.Min(start + width, from.Length), Math.Min(start + (2 * width), from.Length), less);
            }

            (from, to) = (to, from);
        }

        return from;
    }

    private static void Merge<T>(T[] from, T[] to, int left, int middle, int end, Func<T, T, bool> less)
    {
        int right = middle;
        for (int i = left, at = left; at < end; at++)
        {
            bool takeRight = i >= middle || (right < end && less(from[right], from[i]));
            to[at] = takeRight ? from[right++] : from[i++];
        }
    }
}

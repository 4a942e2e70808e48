namespace Vlm.Composition;

/// <summary>Cuts a batch into the groups that pass through the encoders together.</summary>
internal static class Groups
{
    public const int DefaultSize = 8;

    public static IEnumerable<(int Start, int Count)> Of(int total, InferenceOptions? options)
    {
        int size = options?.BatchSize ?? DefaultSize;
        for (int start = 0; start < total; start += size)
        {
            yield return (start, Math.Min(size, total - start));
        }
    }

    public static void Report(InferenceOptions? options, int done, int total) => options?.Progress?.Report(new BatchProgress(done, total));
}

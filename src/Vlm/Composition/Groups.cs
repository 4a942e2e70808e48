namespace Vlm.Composition;

/// <summary>Cuts a batch into the groups that pass through the encoders together.</summary>
internal static class Groups
{
    public const int DefaultSize = 8;

    public static Cut Of(int total, InferenceOptions? options) => new(total, options?.BatchSize ?? DefaultSize);

    public static void Report(InferenceOptions? options, int done, int total) => options?.Progress?.Report(new BatchProgress(done, total));

    /// <summary>The groups one after the other; enumerating them allocates nothing.</summary>
    internal struct Cut(int total, int size)
    {
        private int _next;

        public (int Start, int Count) Current { get; private set; }

        public readonly Cut GetEnumerator() => this;

        public bool MoveNext()
        {
            Current = (_next, Math.Min(size, total - _next));
            _next += Current.Count;
            return Current.Count > 0;
        }
    }
}

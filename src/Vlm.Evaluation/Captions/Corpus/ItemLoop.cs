namespace Vlm.Evaluation;

/// <summary>Runs work over items on some threads; every item writes its own place, so the result does not depend on how many.</summary>
internal static class ItemLoop
{
    private const int Block = 64;

    public static void Run(int count, int? maxDegreeOfParallelism, Action<int> work, CancellationToken cancellationToken)
    {
        int threads = maxDegreeOfParallelism ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(maxDegreeOfParallelism));
        int blocks = (count + Block - 1) / Block;
        if (threads == 1)
        {
            for (int block = 0; block < blocks; block++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                RunBlock(block);
            }

            return;
        }

        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, RunBlock);

        void RunBlock(int block)
        {
            int end = Math.Min(count, (block + 1) * Block);
            for (int i = block * Block; i < end; i++)
            {
                work(i);
            }
        }
    }
}

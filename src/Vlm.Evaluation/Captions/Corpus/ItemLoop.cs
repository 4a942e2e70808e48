using System.Runtime.ExceptionServices;

namespace Vlm.Evaluation;

/// <summary>Runs work over items on some threads; every item writes its own place, so the result does not depend on how many. Of several errors the first item's is thrown.</summary>
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

        RunParallel(blocks, threads, RunBlock, cancellationToken);

        void RunBlock(int block)
        {
            int end = Math.Min(count, (block + 1) * Block);
            for (int i = block * Block; i < end; i++)
            {
                work(i);
            }
        }
    }

    // Blocks before one that failed are still run: only then is it certain which error comes first.
    private static void RunParallel(int blocks, int threads, Action<int> runBlock, CancellationToken cancellationToken)
    {
        Lock gate = new();
        int failed = int.MaxValue;
        ExceptionDispatchInfo? error = null;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, block =>
        {
            if (block > Volatile.Read(ref failed))
            {
                return;
            }

            try
            {
                runBlock(block);
            }
            catch (VlmException e)
            {
                lock (gate)
                {
                    if (block < failed)
                    {
                        (failed, error) = (block, ExceptionDispatchInfo.Capture(e));
                    }
                }
            }
        });
        error?.Throw();
    }
}

using System.Runtime.ExceptionServices;

namespace Vlm.Training;

/// <summary>Does something for each picture of a batch, side by side; what fails comes out as it was thrown.</summary>
internal static class PictureLoop
{
    /// <summary>Runs.</summary>
    /// <param name="count">How many pictures.</param>
    /// <param name="body">Given the picture's place in the batch.</param>
    /// <param name="cancellationToken">Stops between two pictures.</param>
    public static void Run(int count, Action<int> body, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, body);
        }
        catch (AggregateException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}

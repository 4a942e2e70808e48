using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>Every frame of a batch, in parallel: first the resizes of each picture, then its frames. Each writes its own part of the tensor.</summary>
internal static class FrameLoop
{
    /// <param name="batch">The planned batch.</param>
    /// <param name="write">Is given the picture and the frame.</param>
    /// <param name="cancellationToken">Checked for each frame.</param>
    public static void Run(PictureBatch batch, Action<int, int> write, CancellationToken cancellationToken)
    {
        For(batch.Plan.Stages.Length == 0 ? 0 : batch.Plan.Pictures.Length, batch.RunStages, cancellationToken);
        int[] pictures = new int[batch.Plan.Frames.Length];
        for (int i = 0; i < batch.Plan.Pictures.Length; i++)
        {
            PicturePlan picture = batch.Plan.Pictures[i];
            pictures.AsSpan(picture.FirstFrame, picture.FrameCount).Fill(i);
        }

        For(pictures.Length, frame => write(pictures[frame], frame), cancellationToken);
    }

    private static void For(int count, Action<int> body, CancellationToken cancellationToken)
    {
        if (count <= 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int i = 0; i < count; i++)
            {
                body(i);
            }

            return;
        }

        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, count, options, body);
        }
        catch (AggregateException e)
        {
            // One picture's own error says more than the bundle.
            throw e.Flatten().InnerExceptions.OfType<VlmException>().FirstOrDefault() ?? e.InnerExceptions[0];
        }
    }
}

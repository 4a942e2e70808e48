namespace Vlm.Imaging.Video;

/// <summary>A file as a sequence of frames.</summary>
internal interface IFrameSource
{
    /// <summary>How many frames there are.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>The frames that the rule takes, in order; whoever receives one disposes it.</summary>
    IAsyncEnumerable<VideoFrame> ReadAsync(FrameRule rule, CancellationToken cancellationToken);
}

using System.Runtime.CompilerServices;

namespace Vlm.Imaging.Video;

/// <summary>A still picture: one frame at time zero.</summary>
internal sealed class StillFrameSource(string path, VideoOptions options) : IFrameSource
{
    public Task<long> CountAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

    public async IAsyncEnumerable<VideoFrame> ReadAsync(FrameRule rule, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        RgbImage image = ImageDecoder.Default.Decode(ImageInput.FromFile(path), options.Decode, cancellationToken);
        yield return new VideoFrame(image, 0, TimeSpan.Zero, isKeyFrame: true);
    }
}

namespace Vlm.Imaging.Video;

/// <summary>Chooses among frames that it sees in order. It owns what it takes in; those that it does not pass on it disposes.</summary>
internal interface IFrameSampler
{
    IAsyncEnumerable<VideoFrame> ChooseAsync(IAsyncEnumerable<VideoFrame> frames);
}

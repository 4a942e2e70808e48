using Vlm.Preprocessing.Values;

namespace Vlm.Preprocessing.Writing;

/// <summary>How a frame is cut into patches, and how the numbers of a patch follow each other.</summary>
internal sealed record PatchShape(int Side)
{
    /// <summary>Patches are listed block by block, this many along each side of a block (Qwen-VL's merge_size).</summary>
    public int Block { get; init; } = 1;

    /// <summary>How often a picture, as a film of equal frames, is repeated within a patch (temporal_patch_size).</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Whether a patch is channel, time, row, column; otherwise row, column, channel.</summary>
    public bool ChannelsFirst { get; init; }

    /// <summary>Numbers in a patch.</summary>
    public int Length => PixelTable.Channels * Repeats * Side * Side;

    public int CountOf(int width, int height) => width / Side * (height / Side);
}

namespace Vlm.Imaging.Animation;

/// <summary>What becomes of a frame's rectangle before the next one is drawn.</summary>
internal enum FrameDisposal
{
    /// <summary>It stays.</summary>
    Keep,

    /// <summary>It is cleared to transparent, as browsers do, not to the file's background colour.</summary>
    Clear,

    /// <summary>What was there before comes back.</summary>
    Restore,
}

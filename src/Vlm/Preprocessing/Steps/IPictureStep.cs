namespace Vlm.Preprocessing.Steps;

/// <summary>A step on the whole 8-bit picture, before its frames are planned.</summary>
internal interface IPictureStep
{
    /// <summary>Whether the result always has the picture's sides.</summary>
    bool KeepsSides => false;

    /// <summary>The same picture where nothing changes; otherwise a new one, and the old one stays with the caller.</summary>
    Raster Apply(Raster picture);
}

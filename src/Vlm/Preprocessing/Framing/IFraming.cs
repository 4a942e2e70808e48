namespace Vlm.Preprocessing.Framing;

/// <summary>Decides, from its sides alone, which frames a picture becomes.</summary>
internal interface IFraming
{
    /// <summary>The width and height that all frames have; null where they depend on the picture.</summary>
    (int Width, int Height)? FrameSize { get; }

    /// <summary>Whether frames show parts of the picture, told in its own pixels (<see cref="Frame.Region"/>).</summary>
    bool CutsRegions => false;

    /// <exception cref="InvalidInputException">No frames can be made of a picture of these sides.</exception>
    void Plan(int width, int height, FrameList frames);
}

namespace Vlm.Preprocessing.Sizes;

/// <summary>The size that a picture is resized to. Sides below 1 mean that there is none; the caller refuses them.</summary>
internal interface ISizeRule
{
    /// <summary>The size where it does not depend on the picture.</summary>
    (int Width, int Height)? Fixed => null;

    /// <exception cref="InvalidInputException">The rule refuses the picture.</exception>
    (int Width, int Height) SizeOf(int width, int height);
}

namespace Vlm.Training;

/// <summary>What happens to a picture that is missing, cannot be decoded or cannot be processed.</summary>
public enum UnreadablePictures
{
    /// <summary>It stops the work with an error that names it. What is done by then is kept.</summary>
    Refuse,

    /// <summary>It is left out and listed with its reason.</summary>
    LeaveOut,
}

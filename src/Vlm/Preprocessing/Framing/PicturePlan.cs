namespace Vlm.Preprocessing.Framing;

/// <summary>What is planned for one picture of a batch: which entries of the lists of frames and resizes are its own.</summary>
internal struct PicturePlan
{
    /// <summary>The sides of the picture as it came.</summary>
    public required int OriginalWidth { get; init; }

    public required int OriginalHeight { get; init; }

    public required int FirstFrame { get; init; }

    public int FrameCount { get; set; }

    public required int FirstStage { get; init; }

    public int StageCount { get; set; }

    /// <summary>Rows and columns of tiles, as the family's Python class counts them.</summary>
    public int Rows { get; set; }

    public int Columns { get; set; }

    /// <summary>The sides that the whole picture was resized to.</summary>
    public int Width { get; set; }

    public int Height { get; set; }
}

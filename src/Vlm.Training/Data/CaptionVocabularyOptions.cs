namespace Vlm.Training;

/// <summary>Which words of the training captions a captioner knows.</summary>
public sealed class CaptionVocabularyOptions
{
    /// <summary>How often a word must stand in the training captions. Default 4.</summary>
    public int LeastCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 4;

    /// <summary>Whether punctuation marks are words. Default false: captions are written without them.</summary>
    public bool Punctuation { get; set; }

    /// <summary>The greatest number of words, special tokens not counted; null for no limit. The most frequent are kept.</summary>
    public int? MostWords { get; set; }

    /// <summary>The greatest number of tokens of a caption, with those of its begin and end; written as <c>model_max_length</c>. Default 32.</summary>
    public int MaxLength { get; set; } = 32;
}

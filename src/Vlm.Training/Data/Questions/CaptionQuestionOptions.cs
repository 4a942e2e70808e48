namespace Vlm.Training;

/// <summary>How questions are made from captions.</summary>
public sealed class CaptionQuestionOptions
{
    /// <summary>In how many of a picture's captions an answer must stand, or in all where it has fewer. Default 2.</summary>
    public int LeastSupport
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 2;

    /// <summary>
    /// The greatest share of one answer among those of the same question in a split, unless the second most frequent has more: surplus questions are left
    /// out, so that the question alone says little. Default one third; 1 keeps all.
    /// </summary>
    public double MostFrequentShare
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1);
            field = value;
        }
    } = 1 / 3.0;

    /// <summary>The greatest number of questions of one text in a split; null for no limit. Default 500.</summary>
    public int? MostPerQuestion { get; set; } = 500;

    /// <summary>Chooses which of the surplus questions stay. Default 0.</summary>
    public ulong Seed { get; set; }
}

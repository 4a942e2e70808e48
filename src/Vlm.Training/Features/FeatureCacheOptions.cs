namespace Vlm.Training;

/// <summary>What a <see cref="FeatureCache"/> keeps and how it is made.</summary>
public sealed class FeatureCacheOptions
{
    /// <summary>The element type of what is kept. Default <see cref="FeaturePrecision.Float16"/>.</summary>
    public FeaturePrecision Precision { get; set; } = FeaturePrecision.Float16;

    /// <summary>Which views of each picture are encoded, in this order. Default: the whole picture alone.</summary>
    public IReadOnlyList<PictureView> Views
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ArgumentOutOfRangeException.ThrowIfZero(value.Count, nameof(value));
            field = value;
        }
    } = [PictureView.Whole];

    /// <summary>Whether rows are kept, where the encoder gives them. Default true.</summary>
    public bool Rows { get; set; } = true;

    /// <summary>Whether pooled vectors are kept, where the encoder gives them. Default true.</summary>
    public bool Pooled { get; set; } = true;

    /// <summary>What happens to unreadable pictures. Default: they are left out and listed.</summary>
    public UnreadablePictures Unreadable { get; set; } = UnreadablePictures.LeaveOut;

    /// <summary>Pictures in one run of the encoder. Default 4.</summary>
    public int BatchSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 4;

    /// <summary>
    /// How many threads decode, process and encode side by side; null for the number of processors. Most pictures a second come
    /// of an encoder that runs on one thread (<see cref="VlmOptions.IntraOpThreads"/> = 1) in each of them.
    /// </summary>
    public int? Workers
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value ?? 1, 1);
            field = value;
        }
    }

    /// <summary>How pictures are decoded; null for the defaults. Not part of the cache's key: decode as the model will that reads with these features.</summary>
    public ImageDecodeOptions? Decoding { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vlm.Training;

/// <summary>What a cache of image features says of itself: the key (encoder, precision, views, pictures) and the sizes of its records.</summary>
internal sealed class FeatureCacheHeader
{
    public const string KindName = "image-features";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public required string Kind { get; init; }

    public required int Format { get; init; }

    /// <summary>The key of the encoder with its processor.</summary>
    public required string Encoder { get; init; }

    public required string Precision { get; init; }

    /// <summary>The views, as <see cref="PictureView.ToString"/> names them.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>Rows a picture; 0 where none are kept.</summary>
    public required int Rows { get; init; }

    /// <summary>Numbers in a row.</summary>
    public required int Width { get; init; }

    /// <summary>Numbers in a pooled vector; 0 where none is kept.</summary>
    public required int PooledWidth { get; init; }

    public required int PicturesPerBlock { get; init; }

    public required IReadOnlyList<string> Pictures { get; init; }

    [JsonIgnore]
    public int BytesPerNumber => Precision == nameof(FeaturePrecision.Float16) ? 2 : 4;

    [JsonIgnore]
    public int NumbersPerView => (Rows * Width) + PooledWidth;

    [JsonIgnore]
    public int RecordBytes => FeatureRecord.HeadBytes + (Views.Count * NumbersPerView * BytesPerNumber);

    [JsonIgnore]
    public int BlockCount => (Pictures.Count + PicturesPerBlock - 1) / PicturesPerBlock;

    /// <summary>Where the numbers of a view begin in its record.</summary>
    public int ViewOffset(int view) => FeatureRecord.HeadBytes + (view * NumbersPerView * BytesPerNumber);

    public int PicturesIn(int block) => Math.Min(PicturesPerBlock, Pictures.Count - (block * PicturesPerBlock));

    public BlockLayout ToLayout() =>
        new(JsonSerializer.Serialize(this, Json), [.. Enumerable.Range(0, BlockCount).Select(block => (long)PicturesIn(block) * RecordBytes)]);

    /// <exception cref="FeatureCacheException">The text is of another kind of file.</exception>
    public static FeatureCacheHeader Parse(string text, string path)
    {
        try
        {
            FeatureCacheHeader header = JsonSerializer.Deserialize<FeatureCacheHeader>(text, Json)!;
            return header is { Kind: KindName, Format: 1, PicturesPerBlock: > 0 } ? header : throw new FeatureCacheException(path, $"it holds '{header.Kind}' of format {header.Format}, expected '{KindName}' of format 1.");
        }
        catch (JsonException e)
        {
            throw new FeatureCacheException(path, $"its head is not understood: {e.Message} Delete the file and make it again.", e);
        }
    }

    /// <summary>What of the key differs from another, in words; null where nothing does.</summary>
    public string? DifferenceFrom(FeatureCacheHeader wanted)
    {
        (string What, string Found, string Expected)[] members =
        [
            ("encoder", Encoder, wanted.Encoder), ("precision", Precision, wanted.Precision),
            ("views", string.Join("; ", Views), string.Join("; ", wanted.Views)),
            ("rows", $"{Rows} x {Width}", $"{wanted.Rows} x {wanted.Width}"), ("pooled width", $"{PooledWidth}", $"{wanted.PooledWidth}"),
            ("number of pictures", $"{Pictures.Count}", $"{wanted.Pictures.Count}"),
        ];
        if (members.FirstOrDefault(member => member.Found != member.Expected) is { What: not null } other)
        {
            return $"of another {other.What}: found {other.Found}, expected {other.Expected}";
        }

        int at = Pictures.Zip(wanted.Pictures).TakeWhile(pair => pair.First == pair.Second).Count();
        return at == Pictures.Count ? null : $"of other pictures: number {at} is '{Pictures[at]}', expected '{wanted.Pictures[at]}'";
    }
}

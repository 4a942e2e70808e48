using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vlm.Training;

/// <summary>What a file of token states says of itself: the key (encoder and texts) and how many tokens each text has.</summary>
internal sealed class TextStatesHeader
{
    public const string KindName = "text-states";
    public const int TextsPerBlock = 256;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public required string Kind { get; init; }

    public required int Format { get; init; }

    /// <summary>The key of the encoder with its tokenizer.</summary>
    public required string Encoder { get; init; }

    /// <summary><see cref="TextHash"/> of the texts.</summary>
    public required string Texts { get; init; }

    /// <summary>Numbers of each token.</summary>
    public required int Width { get; init; }

    /// <summary>The tokens of each text, in <see cref="TextOrder"/>.</summary>
    public required IReadOnlyList<int> Lengths { get; init; }

    [JsonIgnore]
    public int BlockCount => (Lengths.Count + TextsPerBlock - 1) / TextsPerBlock;

    public BlockLayout ToLayout() => new(
        JsonSerializer.Serialize(this, Json),
        [.. Lengths.Chunk(TextsPerBlock).Select(block => block.Sum(length => (long)length) * Width * sizeof(ushort))]);

    /// <exception cref="FeatureCacheException">The file is damaged or of another kind.</exception>
    public static TextStatesHeader Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        string text = BlockLayout.ReadText(file, path) ?? throw new FeatureCacheException(path, "it ends within its head. Delete the file and make it again.");
        try
        {
            TextStatesHeader header = JsonSerializer.Deserialize<TextStatesHeader>(text, Json)!;
            return header is { Kind: KindName, Format: 1 } ? header : throw new FeatureCacheException(path, $"it holds '{header.Kind}' of format {header.Format}, expected '{KindName}' of format 1. Delete the file, or give another path.");
        }
        catch (JsonException e)
        {
            throw new FeatureCacheException(path, $"its head is not understood: {e.Message} Delete the file and make it again.", e);
        }
    }
}

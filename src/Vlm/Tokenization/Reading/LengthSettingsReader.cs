using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Reads a tokenizer.json's own truncation and padding.</summary>
internal static class LengthSettingsReader
{
    private const int MostPadding = 1 << 17;

    /// <summary>Null where the file cuts nothing.</summary>
    public static TruncationSettings? ReadTruncation(JsonPart? part) => part is not { } found ? null : new TruncationSettings
    {
        MaxLength = found.Require("max_length").Id(),
        Strategy = found.Choice("strategy", TruncationStrategy.LongestFirst),
        FromLeft = IsLeft(found),
        Stride = found.Id("stride", 0),
    };

    /// <summary>Null where the file pads nothing.</summary>
    public static PaddingSettings? ReadPadding(JsonPart? part) => part is not { } found ? null : new PaddingSettings
    {
        FixedLength = FixedLength(found.Find("strategy")),
        MultipleOf = Length(found.Find("pad_to_multiple_of")),
        OnLeft = IsLeft(found),
        PadId = found.Id("pad_id", 0),
        PadTypeId = found.Id("pad_type_id", 0),
    };

    private static int? FixedLength(JsonPart? strategy) =>
        strategy is not { } part ? null
        : part.Element.ValueKind == JsonValueKind.Object ? Length(part.Require("Fixed"))
        : part.Text() == "BatchLongest" ? null
        : throw part.Unexpected("\"BatchLongest\" or {\"Fixed\": length}");

    // What every row is filled up to.
    private static int? Length(JsonPart? part) =>
        part is not { } found ? null : found.Id() is var length && length <= MostPadding ? length : throw found.Unexpected($"a length up to {MostPadding}");

    private static bool IsLeft(JsonPart part) => part.Find("direction") is { } direction && direction.Text() switch
    {
        "Left" => true,
        "Right" => false,
        _ => throw direction.Unexpected("\"Left\" or \"Right\""),
    };
}

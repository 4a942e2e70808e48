namespace Vlm.Tokenization;

/// <summary>What happens to tokens after the model.</summary>
/// <param name="Template">Where special tokens go.</param>
/// <param name="TrimOffsets">Whether offsets leave out the white space at the ends of byte-level tokens.</param>
/// <param name="AddPrefixSpace">Whether the byte-level step puts a space before the text, which then counts as none.</param>
internal sealed record PostProcessor(SequenceTemplate Template, bool TrimOffsets = false, bool AddPrefixSpace = false)
{
    public static PostProcessor None { get; } = new(SequenceTemplate.None);
}

using System.Text.Json;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>What generated ids say.</summary>
/// <param name="Text">The words.</param>
/// <param name="Regions">The regions that the text tells of.</param>
/// <param name="Structured">The same in the form of the family's own post-processor; null where it has none for the task.</param>
internal sealed record ReadText(string Text, IReadOnlyList<DetectedRegion> Regions, JsonElement? Structured)
{
    public ReadText(string text)
        : this(text, [], null)
    {
    }
}

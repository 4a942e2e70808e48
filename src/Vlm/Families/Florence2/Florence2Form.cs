using System.Globalization;
using System.Text.RegularExpressions;
using Vlm.Composition;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Heads.Regions;

namespace Vlm.Families.Florence2;

/// <summary>Task names become the sentences that the model was trained with; what it writes about places becomes regions.</summary>
/// <param name="tokenizer">The folder's.</param>
/// <param name="tasks">The folder's tasks.</param>
/// <param name="startId">What the decoder begins with.</param>
/// <param name="positions">The encoder's positions, the picture's rows included; null where nothing limits them.</param>
/// <param name="pictureRows">How many of them are the picture's, as far as the folder says.</param>
internal sealed partial class Florence2Form(ITokenizer tokenizer, Florence2Tasks tasks, int startId, int? positions, int pictureRows) : IEncoderDecoderForm
{
    private readonly int _greatestLength = Math.Min(positions - pictureRows ?? int.MaxValue, tokenizer.MaxLength ?? int.MaxValue);

    public ModelCapabilities Capabilities => ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.Detect;

    public EncoderDecoderPrompt Write(string text, PromptTask task, PictureSize? picture)
    {
        (string? name, string sentence) = tasks.SentenceOf(text.Length == 0 ? Florence2Tasks.Caption : text);
        bool boxes = name is not null && Florence2Tasks.ReadsRegion(name) && PixelBox().IsMatch(sentence);
        if (boxes && picture is { } size)
        {
            sentence = PixelBox().Replace(sentence, match => new LocationGrid(size.Width, size.Height).Tokens(Box(match)));
        }

        return new EncoderDecoderPrompt
        {
            DecoderIds = [startId],
            EncoderIds = TokenRows.Ids(tokenizer, sentence, addSpecialTokens: true, _greatestLength, out bool truncated),
            Task = name ?? "",
            Truncated = truncated,
            DependsOnPicture = boxes,
        };
    }

    public ReadText Read(EncoderDecoderPrompt prompt, IReadOnlyList<int> ids, PictureSize picture)
    {
        string text = tokenizer.Decode([.. ids], skipSpecialTokens: false);
        string words = text.Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal).Trim();
        RegionForm form = tasks.FormOf(prompt.Task);
        if (form == RegionForm.None)
        {
            return new ReadText(words);
        }

        IReadOnlyList<LocatedText> found = LocatedTextParser.Parse(form, text, picture.Width, picture.Height, tasks.Unnamed);
        return new ReadText(words, [.. found.Select(located => located.ToRegion()).OfType<DetectedRegion>()], LocatedTextJson.Write(form, found));
    }

    public ReadOnlySpan<int> Lead(EncoderDecoderPrompt prompt) => [];

    private static ImageBox Box(Match match)
    {
        float[] sides = [.. match.Groups["side"].Captures.Select(side => float.Parse(side.ValueSpan, CultureInfo.InvariantCulture))];
        return new ImageBox(sides[0], sides[1], sides[2], sides[3]);
    }

    // [x1, y1, x2, y2] in pixels, where a region is asked about.
    [GeneratedRegex(@"\[\s*(?<side>[0-9]+(\.[0-9]+)?)(\s*,\s*(?<side>[0-9]+(\.[0-9]+)?)){3}\s*\]")]
    private static partial Regex PixelBox();
}

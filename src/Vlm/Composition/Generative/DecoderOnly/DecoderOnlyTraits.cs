namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>What no file of the folder says and sets one decoder-only family apart from another.</summary>
internal sealed record DecoderOnlyTraits
{
    /// <summary>The position of a prompt's first token.</summary>
    public long FirstPosition { get; init; }

    /// <summary>Texts behind which an answer ends, where the family's end token alone does not end it.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>Whether the decoder looks at a prompt in both directions, so that it must be read in one piece.</summary>
    public bool ReadsPromptWhole { get; init; }
}

namespace Vlm.Generation;

/// <summary>
/// A decoder that remembers what its rows have read: each step reads the next token of every row and tells what may
/// follow. It begins with a prompt for each row. The search owns it, and one thread uses it.
/// </summary>
internal interface IDecoderSteps : IDisposable
{
    /// <summary>The number of sequences that are decoded together.</summary>
    int Rows { get; }

    /// <summary>The number of tokens to choose from.</summary>
    int VocabularySize { get; }

    /// <summary>
    /// The ids that a row's text goes on from, without padding; at least one. They count for minimum and greatest length and for
    /// the positions, and repetition penalty and repeated n-grams look at them. Of a decoder alone they are the whole prompt, an id
    /// for each row of a picture; beside an encoder they are the start ids, or the decoder's prompt.
    /// </summary>
    /// <param name="row">A row as it was before the first <see cref="Reorder"/>.</param>
    ReadOnlySpan<int> Prompt(int row);

    /// <summary>The ids that the encoder beside the decoder has read, without padding; the prompt of a decoder alone; none where the encoder sees pictures only.</summary>
    /// <param name="row">A row as it was before the first <see cref="Reorder"/>.</param>
    ReadOnlySpan<int> EncoderPrompt(int row) => [];

    /// <summary>Reads what of the prompts has not been read yet, so that <see cref="Logits"/> tells what may follow them. Called once, before the first step.</summary>
    /// <param name="cancellationToken">Stops the run.</param>
    void Start(CancellationToken cancellationToken);

    /// <summary>Reads a token behind every row.</summary>
    /// <param name="ids">[Rows]: the next token of each row.</param>
    /// <param name="cancellationToken">Stops the step.</param>
    void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken);

    /// <summary>The logits after the last token that a row has read; the caller may overwrite them. Valid until the next step.</summary>
    Span<float> Logits(int row);

    /// <summary>
    /// A decoder of its own, row i of which has read what row <paramref name="rows"/>[i] of this one has: for several ways on from
    /// one prompt. Its logits are there after its first step. The caller disposes it, before this one.
    /// </summary>
    IDecoderSteps Fork(ReadOnlySpan<int> rows);

    /// <summary>Makes row i what row <paramref name="rows"/>[i] was; rows may be dropped and repeated.</summary>
    void Reorder(ReadOnlySpan<int> rows);
}

using Vlm.Generation;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>One question under way. Disposing it frees what the conversation has not taken over.</summary>
/// <param name="messages">The conversation with the question at its end.</param>
internal sealed class ConversationTurn(ChatMessage[] messages) : IDisposable
{
    private CausalContext? _context;
    private CausalDecoderSteps? _steps;

    public ChatMessage[] Messages => messages;

    /// <summary>The pictures that came with the question.</summary>
    public List<(ImageInput Image, PictureRows Rows)> Pictures { get; } = [];

    public CausalDecoderSteps Steps => _steps!;

    /// <summary>Begins the answer.</summary>
    /// <param name="parts">The model's.</param>
    /// <param name="context">Has read the question; ownership passes.</param>
    public void Begin(DecoderOnlyParts parts, CausalContext context)
    {
        _context = context;
        _steps = CausalDecoderSteps.Of(parts.Decoder, parts.Embedding, [context], keep: true);
    }

    /// <summary>What the decoder has read: question and answer, or the question where the answer was searched for in several rows.</summary>
    public CausalContext? TakeContext()
    {
        if (Steps.TakeContext() is { } read)
        {
            return read;
        }

        CausalContext? context = _context;
        _context = null;
        return context;
    }

    public void Dispose()
    {
        _steps?.Dispose();
        _context?.Dispose();
        Pictures.ForEach(picture => picture.Rows.Dispose());
    }
}

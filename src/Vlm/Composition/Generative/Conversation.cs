using System.Runtime.CompilerServices;
using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Composition.Generative;

/// <summary>The front door of one conversation: one question at a time, off the caller's thread, each a call of the model too.</summary>
internal sealed class Conversation : IVisionConversation
{
    private readonly ModelCalls _calls;
    private readonly ConversationTurns _turns;
    private readonly CallGate _gate;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Takes ownership of the turns.</summary>
    /// <param name="calls">The model's.</param>
    /// <param name="turns">What the conversation has read and said.</param>
    public Conversation(ModelCalls calls, ConversationTurns turns)
    {
        _calls = calls;
        _turns = turns;
        _gate = new CallGate(nameof(IVisionConversation), turns.Dispose);
    }

    public IReadOnlyList<ChatMessage> Messages => _turns.Messages;

    public async Task<Answer> AskAsync(string text, IReadOnlyList<ImageInput>? images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        Check(text);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _calls.Run(images ?? [], this, "", "", options, (conversation, shown, how, token) => conversation.Ask(text, shown, how, token), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async IAsyncEnumerable<TextUpdate> StreamAsync(
        string text, IReadOnlyList<ImageInput>? images, GenerationOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Check(text);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await foreach (TextUpdate update in _calls.Stream(() => Stream(text, images ?? [], options, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static void Check(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TextPipeline.CheckQuestions([new VisionPrompt([], text)]);
    }

    private Answer Ask(string text, IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        using CallGate.Scope scope = _gate.Enter();
        return _turns.Ask(text, images, options, cancellationToken).ToAnswer();
    }

    private IEnumerable<TextUpdate> Stream(string text, IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        using CallGate.Scope scope = _gate.Enter();
        foreach (TextUpdate update in _turns.Stream(text, images, options, cancellationToken))
        {
            yield return update;
        }
    }
}

using System.Text;
using Vlm.Generation;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>
/// The turns of one conversation with a decoder-only model. The whole conversation is written anew for each question; what the
/// decoder has read of it already, it is not made to read again. One thread at a time.
/// </summary>
internal sealed class ConversationTurns : IDisposable
{
    private readonly DecoderOnlyParts _parts;
    private readonly PromptBuilder _builder;
    private readonly ConversationOptions _options;
    private readonly IReadOnlyList<ImageInput> _firstImages;
    private ChatMessage[] _messages = [];
    private (ImageInput Image, PictureRows Rows)[] _pictures = [];
    private CausalContext? _context;

    public ConversationTurns(DecoderOnlyParts parts, IReadOnlyList<ImageInput> images, ConversationOptions? options)
    {
        _parts = parts;
        _builder = new PromptBuilder(parts);
        _options = options ?? new ConversationOptions();
        _firstImages = images;
        if (_options.SystemPrompt is { } system)
        {
            _messages = [new ChatMessage("system", [ChatContent.Text(system)])];
        }
    }

    public IReadOnlyList<ChatMessage> Messages => Volatile.Read(ref _messages);

    public GeneratedText Ask(string text, IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        options ??= _options.Generation;
        StageClock clock = new();
        using ConversationTurn turn = Begin(text, images, options, clock, cancellationToken);
        try
        {
            long began = StageClock.Now;
            GeneratedSequence sequence = _parts.Engine.Generate(turn.Steps, options, cancellationToken)[0][0];
            clock.Headed(began);
            string words = sequence.Text;
            Commit(turn, words);
            return new GeneratedText { Text = words, Sequence = sequence, Timings = clock.Timings() };
        }
        finally
        {
            Leave(turn);
        }
    }

    public IEnumerable<TextUpdate> Stream(string text, IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        options ??= _options.Generation;
        using ConversationTurn turn = Begin(text, images, options, new StageClock(), cancellationToken);
        StringBuilder answer = new();
        try
        {
            foreach (TextUpdate update in _parts.Engine.Stream(turn.Steps, options, cancellationToken))
            {
                answer.Append(update.Text);
                if (update.FinishReason is not null)
                {
                    Commit(turn, answer.ToString());
                }

                yield return update;
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    public void Dispose()
    {
        _context?.Dispose();
        foreach ((_, PictureRows rows) in _pictures)
        {
            rows.Dispose();
        }
    }

    private ConversationTurn Begin(string text, IReadOnlyList<ImageInput> images, GenerationOptions? options, StageClock clock, CancellationToken cancellationToken)
    {
        bool first = !_messages.Any(message => message.Role == "user");
        ImageInput[] shown = first ? [.. _firstImages, .. images] : [.. images];
        ConversationTurn turn = new([.. _messages, ChatForm.Ask(shown.Length, text)]);
        return Opened.With(turn, () =>
        {
            foreach (ImageInput image in shown)
            {
                turn.Pictures.Add((image, _parts.Read(image, options?.Decode, clock, cancellationToken)));
            }

            long began = StageClock.Now;
            PictureRows[] pictures = [.. _pictures.Concat(turn.Pictures).Select(picture => picture.Rows)];
            VisionPrompt whole = new([.. _pictures.Concat(turn.Pictures).Select(picture => picture.Image)], turn.Messages);
            long[] ids = _builder.Ids(whole, PromptTask.Question, pictures);
            using CausalPrompt prompt = _builder.Build(ids, pictures, cancellationToken);
            turn.Begin(_parts, Read(prompt, cancellationToken));
            clock.Headed(began);
            return turn;
        });
    }

    private void Commit(ConversationTurn turn, string answer)
    {
        // Blanks around an answer are the template's affair when it writes the conversation anew.
        Volatile.Write(ref _messages, [.. turn.Messages, new ChatMessage("assistant", [ChatContent.Text(answer.Trim())])]);
        _pictures = [.. _pictures, .. turn.Pictures];
        turn.Pictures.Clear();
        _context = turn.TakeContext();
    }

    // What was read stays read, unless a picture goes with its question: another one could have the same ids.
    private void Leave(ConversationTurn turn)
    {
        if (_context is null && turn.Pictures.Count == 0)
        {
            _context = turn.TakeContext();
        }
    }

    // What the decoder has read already and the new prompt begins with too is kept.
    private CausalContext Read(CausalPrompt prompt, CancellationToken cancellationToken)
    {
        CausalContext? old = Interlocked.Exchange(ref _context, null);
        int common = old is null || _parts.Traits.ReadsPromptWhole ? 0 : Common(old.Ids, prompt.Ids);
        if (common > 0 && old!.TryForgetAfter(common))
        {
            try
            {
                old.Continue(prompt, cancellationToken);
                return old;
            }
            catch
            {
                old.Dispose();
                throw;
            }
        }

        old?.Dispose();
        return CausalContext.Read(_parts.Decoder, prompt, prompt.Length, 0, cancellationToken);
    }

    private static int Common(IReadOnlyList<int> read, int[] prompt)
    {
        int most = Math.Min(read.Count, prompt.Length - 1), common = 0;
        while (common < most && read[common] == prompt[common])
        {
            common++;
        }

        return common;
    }
}

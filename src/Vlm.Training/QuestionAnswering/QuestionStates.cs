namespace Vlm.Training;

/// <summary>The token states that a frozen text encoder makes of questions, each text encoded once.</summary>
internal sealed class QuestionStates
{
    private readonly Dictionary<string, float[]> _states = new(StringComparer.Ordinal);

    /// <summary>Begins empty.</summary>
    /// <param name="size">Numbers in a token's state.</param>
    public QuestionStates(int size) => Size = size;

    /// <summary>Numbers in a token's state.</summary>
    public int Size { get; }

    /// <summary>Encodes texts one by one, as inference does.</summary>
    /// <param name="encoder">The text encoder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="texts">The questions; each is encoded once.</param>
    /// <param name="cancellationToken">Stops between two texts.</param>
    /// <exception cref="TrainingException">The encoder gives no states of tokens.</exception>
    public static QuestionStates Encode(ITextEncoder encoder, ITokenizer tokenizer, IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        int size = encoder.OutputSizes.Sequence ?? throw new TrainingException("The text encoder gives no states of tokens, which questions are answered from. Use one that does.");
        QuestionStates all = new(size);
        foreach (string text in texts.Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using TokenIds ids = tokenizer.Encode([text]);
            using TextFeatures features = encoder.Encode(ids, cancellationToken);
            all.Add(text, features.Tokens!.Span.ToArray());
        }

        return all;
    }

    /// <summary>Adds the states of a text, token after token.</summary>
    public void Add(string text, float[] states) => _states[text] = states;

    /// <summary>The number of a text's tokens.</summary>
    public int Length(string text) => Of(text).Length / Size;

    /// <summary>The states of a text's tokens.</summary>
    public float[] Of(string text) => _states.GetValueOrDefault(text) ?? throw new TrainingException($"The question \"{text}\" was not encoded.");
}

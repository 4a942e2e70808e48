namespace Vlm.Training;

/// <summary>The token states that a frozen text encoder makes of questions, by their texts; each text is encoded once.</summary>
internal sealed class QuestionStates
{
    private readonly TextStates _states;
    private readonly Dictionary<string, int> _numbers;

    /// <summary>Takes states by the texts that they are of, in the same order.</summary>
    public QuestionStates(IReadOnlyList<string> texts, TextStates states)
    {
        _states = states;
        _numbers = texts.Select((text, number) => (text, number)).ToDictionary(pair => pair.text, pair => pair.number, StringComparer.Ordinal);
    }

    /// <summary>Numbers in a token's state.</summary>
    public int Size => _states.Width;

    /// <summary>The number of a text's tokens.</summary>
    public int Length(string text) => _states.LengthOf(Number(text));

    /// <summary>Copies the states of a text's tokens, one after another.</summary>
    public void Copy(string text, Span<float> destination) => _states.Copy(Number(text), destination);

    private int Number(string text) => _numbers.TryGetValue(text, out int number) ? number : throw new TrainingException($"The question \"{text}\" was not encoded.");
}

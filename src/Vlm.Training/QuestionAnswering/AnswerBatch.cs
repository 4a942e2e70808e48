namespace Vlm.Training;

/// <summary>Questions of some pictures as tensors: K places a picture, L tokens, padding where a picture has fewer or a question is shorter.</summary>
internal sealed class AnswerBatch
{
    private readonly int _places;
    private readonly QuestionStates _states;
    private readonly IReadOnlyList<IReadOnlyList<string>> _questions;

    /// <summary>Takes the questions.</summary>
    /// <param name="states">The states of all questions.</param>
    /// <param name="questions">For each picture the texts of at most <paramref name="places"/> questions.</param>
    /// <param name="places">K.</param>
    public AnswerBatch(QuestionStates states, IReadOnlyList<IReadOnlyList<string>> questions, int places)
    {
        _states = states;
        _questions = questions;
        _places = places;
    }

    /// <summary>Adds <c>question_states</c> [P, K, L, T] and <c>question_mask</c> [P, K, L].</summary>
    public void AddQuestions(TrainingBatch batch)
    {
        int length = Math.Max(1, _questions.Max(own => own.Count == 0 ? 0 : own.Max(_states.Length))), size = _states.Size;
        TensorBuffer<float> states = TensorBuffer.Rent<float>(_questions.Count, _places, length, size);
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(_questions.Count, _places, length);
        states.Span.Clear();
        mask.Span.Clear();
        for (int picture = 0; picture < _questions.Count; picture++)
        {
            for (int place = 0; place < _questions[picture].Count; place++)
            {
                string text = _questions[picture][place];
                int at = ((picture * _places) + place) * length, own = _states.Length(text);
                _states.Copy(text, states.Span.Slice(at * size, own * size));
                mask.Span.Slice(at, own).Fill(1);
            }
        }

        batch.Add("question_states", states).Add("question_mask", mask);
    }
}

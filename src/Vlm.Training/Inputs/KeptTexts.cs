namespace Vlm.Training;

/// <summary>Texts as the states that a frozen encoder made of them.</summary>
internal sealed class KeptTexts(TextStates states) : ITextInput
{
    private const string StatesInput = "states";
    private const string MaskInput = "mask";

    public TunedEncoder? Encoder => null;

    public int Width => states.Width;

    public (GraphValue States, GraphValue Mask) AddTo(TrainingGraph graph, ParameterSet parameters) => (
        graph.Input(StatesInput, TensorElementType.Float32, "texts", "length", Width),
        graph.Input(MaskInput, TensorElementType.Int64, "texts", "length"));

    public void Feed(TrainingBatch batch, IReadOnlyList<int> texts)
    {
        (TensorBuffer<float> rows, TensorBuffer<long> mask) = states.Batch(texts);
        batch.Add(StatesInput, rows).Add(MaskInput, mask);
    }
}

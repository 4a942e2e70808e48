namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Scores the three colours by the features at every third place.</summary>
/// <typeparam name="TFeatures">What it reads.</typeparam>
public sealed class ToyHead<TFeatures>(int size, Func<TFeatures, TensorBuffer<float>> pooled) : Toy, IClassificationHead<TFeatures>
{
    public FeatureSizes InputSizes { get; } = new() { Pooled = size };

    public IReadOnlyList<string> Labels { get; init; } = ColourNames;

    public TensorBuffer<float> Score(TFeatures features, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> input = pooled(features), scores = TensorBuffer.Rent<float>(input.Shape[0], Colours);
        scores.Span.Clear();
        for (int i = 0; i < input.Shape[0]; i++)
        {
            for (int f = 0; f < size; f++)
            {
                scores.Row(i)[f % Colours] += 5 * input.Row(i)[f] * Colours / size;
            }
        }

        return scores;
    }
}

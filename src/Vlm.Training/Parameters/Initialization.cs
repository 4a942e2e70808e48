namespace Vlm.Training;

/// <summary>What a parameter begins with. Random ones are a function of the set's seed and the parameter's name.</summary>
public sealed class Initialization
{
    private readonly Action<CounterRandom, long[], Span<float>> _fill;

    private Initialization(Action<CounterRandom, long[], Span<float>> fill) => _fill = fill;

    /// <summary>All 0.</summary>
    public static Initialization Zeros { get; } = Constant(0);

    /// <summary>All 1.</summary>
    public static Initialization Ones { get; } = Constant(1);

    /// <summary>Uniform in ±√(6 / (in + out)) for weights [in, out] (X. Glorot and Y. Bengio, 2010).</summary>
    public static Initialization XavierUniform { get; } = new((random, shape, values) =>
    {
        (double inputs, double outputs) = Fans(shape);
        FillUniform(random, Math.Sqrt(6 / (inputs + outputs)), values);
    });

    /// <summary>Uniform in ±√(6 / in): for layers before a ReLU (K. He et al., 2015).</summary>
    public static Initialization KaimingUniform { get; } = new((random, shape, values) => FillUniform(random, Math.Sqrt(6 / Fans(shape).Inputs), values));

    /// <summary>One number everywhere.</summary>
    /// <param name="value">The number.</param>
    public static Initialization Constant(float value) => new((_, _, values) => values.Fill(value));

    /// <summary>Normal around 0.</summary>
    /// <param name="standardDeviation">For example 0.02 for word tables.</param>
    public static Initialization Normal(double standardDeviation) => new((random, _, values) =>
    {
        foreach (ref float value in values)
        {
            value = (float)(random.NextNormal() * standardDeviation);
        }
    });

    /// <summary>Uniform around 0.</summary>
    /// <param name="limit">The largest magnitude.</param>
    public static Initialization Uniform(double limit) => new((random, _, values) => FillUniform(random, limit, values));

    /// <summary>Given numbers.</summary>
    /// <param name="values">As many as the parameter has.</param>
    public static Initialization Values(ReadOnlyMemory<float> values) => new((_, shape, target) =>
    {
        if (values.Length != target.Length)
        {
            throw new TensorShapeException("initial values", $"{target.Length} numbers for {TensorBuffer.FormatShape(shape)}", $"{values.Length}");
        }

        values.Span.CopyTo(target);
    });

    internal void Fill(CounterRandom random, long[] shape, Span<float> values) => _fill(random, shape, values);

    // Weights are [in, out]; those of a convolution [out, in, …window].
    private static (double Inputs, double Outputs) Fans(long[] shape)
    {
        double window = shape.Length > 2 ? shape.Skip(2).Aggregate(1.0, (product, size) => product * size) : 1;
        return shape.Length switch
        {
            0 => (1, 1),
            1 => (shape[0], shape[0]),
            2 => (shape[0], shape[1]),
            _ => (shape[1] * window, shape[0] * window),
        };
    }

    private static void FillUniform(CounterRandom random, double limit, Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (float)(((2 * random.NextDouble()) - 1) * limit);
        }
    }
}

using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Logistic regression on a few examples, begun at their prototypes, with the penalty on the weights that is best on other pictures.</summary>
internal sealed class LinearProbe(float[] weights, int classes) : FewShotHead
{
    private const int Steps = 60;
    private const double LearningRate = 0.3;
    private const float StartScale = 10;
    private static readonly float[] Penalties = [1e-5f, 1e-4f, 1e-3f, 1e-2f];

    public override long Parameters => weights.Length;

    public static LinearProbe Choose(FewShotSet examples, int classes, FewShotSet validation, int? threads, CancellationToken cancellationToken)
    {
        using ParameterSet parameters = [];
        Parameter weights = parameters.Add("weights", [classes, examples.Width], Initialization.Zeros);
        TrainingGraph graph = new(isTraining: true);
        GraphValue features = graph.Input("features", TensorElementType.Float32, examples.Count, examples.Width), penalty = graph.Input("penalty", TensorElementType.Float32);
        GraphValue used = graph.Use(weights);
        GraphValue loss = features.MatMul(used.Transpose(1, 0)).CrossEntropy(graph.Input("labels", TensorElementType.Int64, examples.Count)) + (used.Square().Sum() * penalty);
        Adam optimizer = new(LearningRate);
        using TrainingSession session = new(loss, optimizer, new TrainingSessionOptions { Threads = threads });
        float[] start = Start(examples, classes);
        (double Accuracy, float[] Weights) best = (double.NegativeInfinity, start);
        foreach (float strength in Penalties)
        {
            start.CopyTo(weights.Values);
            optimizer.Restore(0, new Dictionary<string, float[]>());
            using TrainingBatch batch = BatchOf(examples).Add("penalty", new TensorBuffer<float>(new[] { strength }, []));
            for (int step = 0; step < Steps; step++)
            {
                optimizer.LearningRate = LearningRate * (1 - (step / (double)Steps));
                session.Step(batch, cancellationToken);
            }

            LinearProbe probe = new(weights.Values.ToArray(), classes);
            double accuracy = validation.Accuracy(probe.Score(validation));
            best = accuracy > best.Accuracy ? (accuracy, weights.Values.ToArray()) : best;
        }

        return new LinearProbe(best.Weights, classes);
    }

    /// <summary>All examples as one batch.</summary>
    public static TrainingBatch BatchOf(FewShotSet examples) => new TrainingBatch()
        .Add("features", new TensorBuffer<float>(examples.Features, [examples.Count, examples.Width]))
        .Add("labels", new TensorBuffer<long>(Array.ConvertAll(examples.Labels, label => (long)label), [examples.Count]));

    public override float[] Score(FewShotSet pictures) => pictures.Cosines(weights);

    public override GraphValue Logits(GraphValue features) => features.MatMul(features.Graph.Constant(weights, classes, weights.Length / classes).Transpose(1, 0));

    private static float[] Start(FewShotSet examples, int classes)
    {
        float[] means = PrototypeHead.MeansOf(examples, classes);
        TensorPrimitives.Multiply(means, StartScale, means);
        return means;
    }
}

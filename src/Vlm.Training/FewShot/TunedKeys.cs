namespace Vlm.Training;

/// <summary>Trains the cached examples of a <see cref="CacheHead"/> on themselves, each seen through dropout, and keeps them at the length of time that is best on other pictures.</summary>
internal static class TunedKeys
{
    private const int Rounds = 4;
    private const int StepsPerRound = 5;
    private const double LearningRate = 1e-3;
    private const float Dropout = 0.2f;

    public static CacheHead Tune(CacheHead cache, FewShotSet examples, FewShotSet validation, long seed, int? threads, CancellationToken cancellationToken)
    {
        using ParameterSet parameters = new(seed);
        Parameter keys = parameters.Add("keys", [examples.Count, examples.Width], Initialization.Values(cache.Keys));
        TrainingGraph graph = new(isTraining: true);
        GraphValue features = graph.Input("features", TensorElementType.Float32, examples.Count, examples.Width);
        GraphValue loss = cache.Logits(features.Dropout(Dropout).L2Normalize(), graph.Use(keys)).CrossEntropy(graph.Input("labels", TensorElementType.Int64, examples.Count));
        using TrainingSession session = new(loss, new AdamW(LearningRate), new TrainingSessionOptions { Seed = seed, Threads = threads, MaxGradientNorm = 1 });
        using TrainingBatch batch = LinearProbe.BatchOf(examples);
        CacheHead best = cache;
        double accuracy = validation.Accuracy(cache.Score(validation));
        for (int round = 0; round < Rounds; round++)
        {
            for (int step = 0; step < StepsPerRound; step++)
            {
                session.Step(batch, cancellationToken);
            }

            CacheHead tuned = cache.With(keys.Values.ToArray());
            double reached = validation.Accuracy(tuned.Score(validation));
            (best, accuracy) = reached > accuracy ? (tuned, reached) : (best, accuracy);
        }

        return best;
    }
}

namespace Vlm.Training;

/// <summary>One draw of examples, tried with every method.</summary>
internal static class FewShotTrial
{
    /// <summary>The classifier of each method, its choices made on the validation pictures.</summary>
    public static IReadOnlyDictionary<FewShotMethod, FewShotHead> Make(FewShotSet examples, int classes, FewShotSet validation, long seed, int? threads, CancellationToken cancellationToken)
    {
        PrototypeHead prototypes = PrototypeHead.Of(examples, classes);
        CacheHead cache = CacheHead.Choose(examples, classes, prototypes, validation);
        return new Dictionary<FewShotMethod, FewShotHead>
        {
            [FewShotMethod.Prototypes] = prototypes,
            [FewShotMethod.KeyValueCache] = cache,
            [FewShotMethod.TunedKeyValueCache] = TunedKeys.Tune(cache, examples, validation, seed, threads, cancellationToken),
            [FewShotMethod.LinearProbe] = LinearProbe.Choose(examples, classes, validation, threads, cancellationToken),
        };
    }
}

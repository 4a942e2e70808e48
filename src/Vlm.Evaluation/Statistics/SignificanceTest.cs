namespace Vlm.Evaluation;

/// <summary>Which test a p-value comes from.</summary>
public enum SignificanceTest
{
    /// <summary>Random exchange of the two models' results, item by item.</summary>
    PairedPermutation,

    /// <summary>All exchanges of the two models' results, counted.</summary>
    PairedPermutationExact,

    /// <summary>McNemar's exact test: the binomial distribution over the items that only one model got right.</summary>
    McNemarExact,
}

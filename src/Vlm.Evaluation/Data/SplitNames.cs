namespace Vlm.Evaluation;

/// <summary>The names of splits as data sets spell them, brought to train, val and test.</summary>
internal static class SplitNames
{
    public const string Train = "train";
    public const string Val = "val";
    public const string Test = "test";

    /// <summary>COCO's <c>restval</c> is trained on by everybody who follows Karpathy's splits.</summary>
    public static string? Normalize(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "train" or "training" or "restval" => Train,
        "val" or "valid" or "validation" or "dev" => Val,
        "test" or "testing" => Test,
        { } other => other,
    };
}

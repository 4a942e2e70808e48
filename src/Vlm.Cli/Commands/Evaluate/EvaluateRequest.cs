using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Evaluate;

/// <summary>What the command line asked for.</summary>
internal sealed record EvaluateRequest(
    EvaluationTask Task,
    string Data,
    DataSetOptions DataOptions,
    string? Split,
    int? Limit,
    IReadOnlyList<string> Reports,
    string? Record,
    string? Compare,
    int? Neighbours,
    int? Batch,
    GenerationOptions? Generation,
    string? Paraphrases);

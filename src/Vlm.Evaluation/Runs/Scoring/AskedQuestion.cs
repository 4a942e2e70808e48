namespace Vlm.Evaluation;

/// <summary>A question with the model's answer; null where it failed.</summary>
internal sealed record AskedQuestion(DataSetItem Item, DataSetQuestion Question, string? Answer);

using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>A question answering head that begins anew.</summary>
internal sealed class AnswerModel(AnswererSettings settings, AnswerTargets targets, int rowCount, int rowSize, int stateSize) : IAnswerModel
{
    public GraphValue Logits(TrainingGraph graph, ParameterSet parameters, GraphValue rows, GraphValue states, GraphValue mask, bool hasWords, out AnswerParts parts) =>
        new AnswerGraph(graph, parameters, settings, targets.Answers.Count).Logits(rows, states, mask, hasWords, out parts);

    public IReadOnlyDictionary<string, JsonNode> Write(ParameterSet parameters, string modelFolder) =>
        new AnswerHeadFiles(parameters, settings, targets, rowCount, rowSize, stateSize).Write(modelFolder);
}

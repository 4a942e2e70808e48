using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>What answers questions and is trained: layers that begin anew, or the graph of files.</summary>
internal interface IAnswerModel
{
    /// <summary>Adds the model to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The parameters, the same for every graph.</param>
    /// <param name="rows">[P, R, D].</param>
    /// <param name="states">[P, K, L, T].</param>
    /// <param name="mask">Int64 [P, K, L].</param>
    /// <param name="hasWords">Whether the second task is asked for.</param>
    /// <param name="parts">What training looks at beside the logits.</param>
    /// <returns>The logits of the answers [P, K, answers].</returns>
    GraphValue Logits(TrainingGraph graph, ParameterSet parameters, GraphValue rows, GraphValue states, GraphValue mask, bool hasWords, out AnswerParts parts);

    /// <summary>Writes the files and gives the entry in vlm.json.</summary>
    IReadOnlyDictionary<string, JsonNode> Write(ParameterSet parameters, string modelFolder);
}

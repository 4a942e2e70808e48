namespace Vlm.Training;

/// <summary>Writes graphs as .onnx files.</summary>
public static class GraphExport
{
    /// <summary>
    /// Writes what leads to some values as an .onnx file with standard operators only. The parameters' numbers stand in the
    /// file, stored as they ask for. The same graph and numbers give the same bytes.
    /// </summary>
    /// <param name="graph">A graph that is not for training.</param>
    /// <param name="path">The file. It is written aside and renamed, so that an older one stays whole until then.</param>
    /// <param name="outputs">The outputs by the names that readers ask for, in their order.</param>
    /// <exception cref="GraphException">The graph is for training, or holds an operator that only ONNX Runtime has.</exception>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static void WriteOnnx(this TrainingGraph graph, string path, params IReadOnlyList<(string Name, GraphValue Value)> outputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(outputs);
        if (graph.DropoutMasks.Count > 0)
        {
            throw new GraphException("This graph drops elements: it is for training. Build the graph again with isTraining: false and export that.");
        }

        GraphValue[] values = [.. outputs.Select(output => output.Value)];
        if (new GraphSelection(graph, values).Nodes.FirstOrDefault(node => node.Domain.Length > 0) is { } foreign)
        {
            throw new GraphException($"{foreign} is an operator of {foreign.Domain}; files hold standard operators only. Export values that no gradient leads to.", foreign.Name, foreign.Operator);
        }

        FileReplacement.Write(path, OnnxModelWriter.Write(graph, [.. outputs.Select(output => new GraphOutput(output.Name, output.Value))], feedsParameters: false));
    }
}

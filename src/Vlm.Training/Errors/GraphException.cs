namespace Vlm.Training;

/// <summary>A graph that cannot be built, differentiated or exported: shapes that do not fit, an operator without a gradient.</summary>
public sealed class GraphException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What was found, what was expected and what to do.</param>
    /// <param name="node">The name of the node that it is about; null where it is about the whole.</param>
    /// <param name="operatorName">The operator of that node, such as <c>TopK</c>; null where it is about the whole.</param>
    /// <param name="innerException">The cause, if any.</param>
    public GraphException(string message, string? node = null, string? operatorName = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Node = node;
        OperatorName = operatorName;
    }

    /// <summary>The name of the node that the error is about; null where it is about the whole.</summary>
    public string? Node { get; }

    /// <summary>The operator of that node; null where the error is about the whole.</summary>
    public string? OperatorName { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new GraphException(IndexedMessage(index), Node, OperatorName, InnerException) { Index = index };
}

namespace Vlm.Training;

/// <summary>
/// A gradient that is known in closed form for a whole stretch of a graph, such as softmax with cross entropy: it leads from
/// the stretch's last value straight to its sources, and what lies between is not differentiated.
/// </summary>
/// <param name="Sources">The values that the stretch is a function of, as far as it is differentiated.</param>
/// <param name="Rule">From the gradient of the last value to those of the sources, in their order; null for none.</param>
internal sealed record CustomGradient(IReadOnlyList<GraphValue> Sources, Func<GraphValue, IReadOnlyList<GraphValue?>> Rule);

namespace Vlm.Training;

/// <summary>Recurrent cells in PyTorch's layout of parameters: weights [gates · hidden, in], the gates one below the other.</summary>
public static class RecurrentCells
{
    /// <summary>A gated recurrent unit (K. Cho et al., 2014), gates r, z, n: n = tanh(Wn x + r (Un h + c)), h' = (1 − z) n + z h.</summary>
    /// <param name="value">x [B, in].</param>
    /// <param name="hidden">h [B, hidden].</param>
    /// <param name="inputWeight">W [3 hidden, in].</param>
    /// <param name="hiddenWeight">U [3 hidden, hidden].</param>
    /// <param name="inputBias">[3 hidden].</param>
    /// <param name="hiddenBias">c [3 hidden].</param>
    /// <returns>h' [B, hidden].</returns>
    public static GraphValue Gru(GraphValue value, GraphValue hidden, GraphValue inputWeight, GraphValue hiddenWeight, GraphValue inputBias, GraphValue hiddenBias)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        long size = hidden.Shape[^1].Size;
        IReadOnlyList<GraphValue> x = value.Gemm(inputWeight, inputBias, transposeB: true).Split(1, size, size, size);
        IReadOnlyList<GraphValue> h = hidden.Gemm(hiddenWeight, hiddenBias, transposeB: true).Split(1, size, size, size);
        GraphValue reset = (x[0] + h[0]).Sigmoid(), update = (x[1] + h[1]).Sigmoid();
        GraphValue candidate = (x[2] + (reset * h[2])).Tanh();
        return candidate + (update * (hidden - candidate));
    }

    /// <summary>A long short-term memory cell (S. Hochreiter and J. Schmidhuber, 1997), gates i, f, g, o.</summary>
    /// <param name="value">x [B, in].</param>
    /// <param name="hidden">h [B, hidden].</param>
    /// <param name="cell">c [B, hidden].</param>
    /// <param name="inputWeight">[4 hidden, in].</param>
    /// <param name="hiddenWeight">[4 hidden, hidden].</param>
    /// <param name="inputBias">[4 hidden].</param>
    /// <param name="hiddenBias">[4 hidden].</param>
    /// <returns>h' = o tanh c' and c' = f c + i g, each [B, hidden].</returns>
    public static (GraphValue Hidden, GraphValue Cell) Lstm(
        GraphValue value, GraphValue hidden, GraphValue cell, GraphValue inputWeight, GraphValue hiddenWeight, GraphValue inputBias, GraphValue hiddenBias)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        long size = hidden.Shape[^1].Size;
        GraphValue sum = value.Gemm(inputWeight, inputBias, transposeB: true) + hidden.Gemm(hiddenWeight, hiddenBias, transposeB: true);
        IReadOnlyList<GraphValue> gates = sum.Split(1, size, size, size, size);
        GraphValue next = (gates[1].Sigmoid() * cell) + (gates[0].Sigmoid() * gates[2].Tanh());
        return (gates[3].Sigmoid() * next.Tanh(), next);
    }

    /// <summary>A cell taken through the steps of a sequence.</summary>
    /// <param name="values">[B, T, in] with T known.</param>
    /// <param name="step">From one step's input [B, in] to that step's output [B, out]; it keeps the state.</param>
    /// <returns>[B, T, out].</returns>
    public static GraphValue Unroll(GraphValue values, Func<GraphValue, GraphValue> step)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(step);
        long[] ones = [.. Enumerable.Repeat(1L, (int)values.Shape[1].Size)];
        return SelectionOperators.Concat(1, [.. values.Split(1, ones).Select(part => step(part.Squeeze(1)).Unsqueeze(1))]);
    }
}

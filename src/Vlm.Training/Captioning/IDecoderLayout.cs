namespace Vlm.Training;

/// <summary>How the states of tokens lie in memory, and so how attention finds what belongs together. All else works row by row.</summary>
internal interface IDecoderLayout
{
    /// <summary>Attention of tokens to the tokens before them, over projected states in this layout.</summary>
    GraphValue AttendToTokens(int layer, GraphValue query, GraphValue key, GraphValue value);

    /// <summary>Attention of tokens to their picture.</summary>
    /// <param name="query">Projected states in this layout.</param>
    /// <param name="key">[pictures, heads, rows, size].</param>
    /// <param name="value">[pictures, heads, rows, size].</param>
    GraphValue AttendToPicture(GraphValue query, GraphValue key, GraphValue value);
}

namespace Vlm.Generation;

/// <summary>The open texts of a beam search as a tree of tokens, so that no text is copied when beams change places.</summary>
internal sealed class BeamTree
{
    private readonly int _width;
    private int[] _tokens;
    private int[] _parents;
    private double[] _sums;

    public BeamTree(int width)
    {
        _width = width;
        _tokens = new int[width * 32];
        _parents = new int[width * 32];
        _sums = new double[width * 32];
    }

    public void Set(int step, int beam, int token, int parent, double sum)
    {
        if (_tokens.Length == step * _width)
        {
            Array.Resize(ref _tokens, _tokens.Length * 2);
            Array.Resize(ref _parents, _parents.Length * 2);
            Array.Resize(ref _sums, _sums.Length * 2);
        }

        _tokens[(step * _width) + beam] = token;
        _parents[(step * _width) + beam] = parent;
        _sums[(step * _width) + beam] = sum;
    }

    /// <summary>The text that ends with a token behind a beam.</summary>
    /// <param name="step">The step of the last token; 0 is the first.</param>
    /// <param name="parent">The beam of the step before; any for step 0.</param>
    /// <param name="token">The last token.</param>
    /// <param name="sum">The sum of the log-probabilities up to and with the last token.</param>
    public (int[] Ids, float[] LogProbabilities) Trace(int step, int parent, int token, double sum)
    {
        int[] ids = new int[step + 1];
        float[] logProbabilities = new float[step + 1];
        ids[step] = token;
        for (int s = step - 1, beam = parent; s >= 0; s--)
        {
            int place = (s * _width) + beam;
            ids[s] = _tokens[place];
            logProbabilities[s + 1] = (float)(sum - _sums[place]);
            sum = _sums[place];
            beam = _parents[place];
        }

        logProbabilities[0] = (float)sum;
        return (ids, logProbabilities);
    }
}

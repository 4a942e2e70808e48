using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Prototypes' logits + α Σ e^(−β (1 − cosine to an example)) for each class's examples (Tip-Adapter).</summary>
internal sealed class CacheHead(PrototypeHead prototypes, float[] keys, int[] labels, int classes, float alpha, float beta) : FewShotHead
{
    private static readonly float[] Alphas = [0.2f, 1, 3, 10, 30];
    private static readonly float[] Betas = [1, 5.5f, 15, 40];

    public float Alpha => alpha;

    public float Beta => beta;

    public float[] Keys => keys;

    public override long Parameters => prototypes.Parameters + keys.Length;

    /// <summary>The examples with the α and β that are best on other pictures; of equal ones the smallest.</summary>
    public static CacheHead Choose(FewShotSet examples, int classes, PrototypeHead prototypes, FewShotSet validation)
    {
        float[] start = prototypes.Score(validation), cosines = validation.Cosines(examples.Features);
        (double Accuracy, float Alpha, float Beta) best = (double.NegativeInfinity, 0, 0);
        foreach (float beta in Betas)
        {
            float[] votes = Votes(cosines, examples.Labels, classes, beta);
            foreach (float alpha in Alphas)
            {
                float[] logits = [.. start];
                TensorPrimitives.MultiplyAdd(votes, alpha, logits, logits);
                double accuracy = validation.Accuracy(logits);
                best = accuracy > best.Accuracy ? (accuracy, alpha, beta) : best;
            }
        }

        return new CacheHead(prototypes, examples.Features, examples.Labels, classes, best.Alpha, best.Beta);
    }

    public CacheHead With(float[] tuned) => new(prototypes, tuned, labels, classes, alpha, beta);

    public override float[] Score(FewShotSet pictures)
    {
        float[] logits = prototypes.Score(pictures);
        TensorPrimitives.MultiplyAdd(Votes(pictures.Cosines(keys), labels, classes, beta), alpha, logits, logits);
        return logits;
    }

    public override GraphValue Logits(GraphValue features) => Logits(features, features.Graph.Constant(keys, labels.Length, keys.Length / labels.Length));

    /// <summary>The logits with keys of one's own, so that they can be trained.</summary>
    public GraphValue Logits(GraphValue features, GraphValue cached)
    {
        float[] values = new float[labels.Length * classes];
        for (int i = 0; i < labels.Length; i++)
        {
            values[(i * classes) + labels[i]] = alpha;
        }

        GraphValue affinities = ((features.MatMul(cached.Transpose(1, 0)) - 1) * beta).Exp();
        return prototypes.Logits(features) + affinities.MatMul(features.Graph.Constant(values, labels.Length, classes));
    }

    private static float[] Votes(float[] cosines, int[] labels, int classes, float beta)
    {
        int keys = labels.Length, rows = cosines.Length / keys;
        float[] votes = new float[rows * classes];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < keys; k++)
            {
                votes[(i * classes) + labels[k]] += MathF.Exp(-beta * (1 - cosines[(i * keys) + k]));
            }
        }

        return votes;
    }
}

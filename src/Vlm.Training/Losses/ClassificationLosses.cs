namespace Vlm.Training;

/// <summary>Further losses on logits.</summary>
public static class ClassificationLosses
{
    /// <summary>−(p z log σ(x) + (1 − z) log(1 − σ(x))), computed from the logits without overflow.</summary>
    /// <param name="logits">x.</param>
    /// <param name="targets">z in 0 to 1.</param>
    /// <param name="positiveWeight">p, broadcast to the logits; null for 1.</param>
    /// <param name="reduction">What is made of the elements' losses.</param>
    public static GraphValue BinaryCrossEntropy(this GraphValue logits, GraphValue targets, GraphValue? positiveWeight = null, Reduction reduction = Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        GraphValue negative = logits.Graph.Constant(1f) - targets, positive = positiveWeight is null ? targets : targets * positiveWeight;
        GraphValue terms = (positive * (-logits).Softplus()) + (negative * logits.Softplus());
        return reduction switch
        {
            Reduction.Mean => terms.Mean(),
            Reduction.Sum => terms.Sum(),
            _ => terms,
        };
    }

    /// <summary>(1 − p)^γ times the cross entropy −log p, which makes easy rows count less (T. Lin et al., 2017); the mean over rows.</summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="labels">Int64 [N].</param>
    /// <param name="gamma">γ.</param>
    public static GraphValue Focal(this GraphValue logits, GraphValue labels, float gamma = 2)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        GraphValue log = logits.LogSoftmax().GatherElements(labels.Unsqueeze(1), 1);
        return -((logits.Graph.Constant(1f) - log.Exp()).Pow(gamma) * log).Mean();
    }

    /// <summary>
    /// Distillation (G. Hinton et al., 2015): T² KL(softmax(teacher / T) ‖ softmax(student / T)), the mean over rows. The
    /// teacher is not differentiated.
    /// </summary>
    /// <param name="student">[N, C].</param>
    /// <param name="teacher">[N, C].</param>
    /// <param name="temperature">T.</param>
    public static GraphValue Distillation(this GraphValue student, GraphValue teacher, float temperature = 2)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        GraphValue known = (teacher.StopGradient() / temperature).LogSoftmax(), learned = (student / temperature).LogSoftmax();
        return (known.Exp() * (known - learned)).Sum([-1]).Mean() * (temperature * temperature);
    }

    /// <summary>(log Σ e^logits)², the mean over rows: keeps logits from drifting (PaLM, A. Chowdhery et al., 2022).</summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="scale">The factor before it.</param>
    public static GraphValue ZLoss(this GraphValue logits, float scale = 1e-4f) => logits.LogSumExp([-1]).Square().Mean() * scale;
}

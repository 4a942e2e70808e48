using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Trains the parameters that a loss depends on. One ONNX Runtime session computes the loss and every gradient in one run;
/// parameters and gradients stay where they are between runs. Not thread-safe; the parameters stay the caller's.
/// </summary>
public sealed class TrainingSession : IDisposable
{
    private const string LossName = "loss";

    private readonly OnnxSession _session;
    private readonly SessionFeed _feed;
    private readonly ResidentBinding _parameters;
    private readonly ResidentBinding _results;
    private readonly ResidentTensor _loss;
    private readonly ParameterGradient[] _gradients;
    private readonly GradientShares _shares;
    private readonly GradientSum _sum;
    private readonly TrainingSessionOptions _options;

    /// <summary>Differentiates a loss and opens the session that computes it.</summary>
    /// <param name="loss">One number. Every parameter of its graph with <see cref="Parameter.IsTrained"/> on which it depends is trained.</param>
    /// <param name="optimizer">What changes the parameters.</param>
    /// <param name="options">Null for no clipping and seed 0.</param>
    /// <exception cref="GraphException">Nothing is trained, or an operator has no gradient.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The session owns its tensors.")]
    public TrainingSession(GraphValue loss, Optimizer optimizer, TrainingSessionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        _options = options ?? new TrainingSessionOptions();
        Optimizer = optimizer;
        GraphValue[] trained = [.. loss.Graph.ParameterValues.Where(value => value.Parameter!.IsTrained)];
        IReadOnlyList<GraphValue?> gradients = Differentiation.Gradients(loss, trained);
        List<GraphOutput> outputs = [new(LossName, loss)];
        outputs.AddRange(trained.Zip(gradients).Where(pair => pair.Second is not null).Select(pair => new GraphOutput($"{pair.First.Name}/gradient", pair.Second!)));
        if (outputs.Count == 1)
        {
            throw new GraphException($"The loss '{loss.Name}' depends on no parameter that is trained.");
        }

        GraphSelection selection = new(loss.Graph, outputs.Select(output => output.Value));
        byte[] model = OnnxModelWriter.Write(loss.Graph, outputs, feedsParameters: true);
        _session = OnnxSession.FromBytes("the training graph", model, new OnnxSessionOptions { IntraOpThreads = _options.Threads });
        _feed = new SessionFeed(loss.Graph, selection, _options.Seed);
        _parameters = new ResidentBinding(selection.Parameters.Select(value => (value.Name, value.Parameter!.Tensor)));
        _loss = new ResidentTensor([.. loss.Shape.Select(size => size.Size)]);
        _gradients = [.. trained.Zip(gradients).Where(pair => pair.Second is not null).Select(pair => new ParameterGradient(pair.First.Parameter!, new ResidentTensor([.. pair.First.Parameter!.Shape])))];
        _results = new ResidentBinding([(LossName, _loss), .. _gradients.Select(gradient => ($"{gradient.Parameter.Name}/gradient", gradient.Tensor))]);
        _shares = new GradientShares(_gradients);
        _sum = new GradientSum(_gradients);
    }

    /// <summary>What changes the parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>The parameters that are trained.</summary>
    public IEnumerable<Parameter> Trained => _gradients.Select(gradient => gradient.Parameter);

    /// <summary>One step: forward, backward, and a change of the parameters.</summary>
    /// <param name="batch">A tensor for each input of the graph.</param>
    /// <param name="cancellationToken">Stops the run; the parameters are then as before.</param>
    /// <returns>The loss before the step, and the norm of its gradient.</returns>
    /// <exception cref="TrainingException">The loss or a gradient is not a finite number. Nothing was changed: the parameters are the last good ones.</exception>
    public TrainingStep Step(TrainingBatch batch, CancellationToken cancellationToken = default)
    {
        (double loss, TimeSpan time) = Run(batch, cancellationToken);
        return Apply(_shares, loss, time, batch.Examples);
    }

    /// <summary>
    /// Forward and backward only; the gradients are added to those of earlier calls, until <see cref="Apply()"/> steps along
    /// their weighted mean. So a batch that does not fit into memory is trained in parts: with the number of its rows as the
    /// weight of each part, the mean is the gradient of the whole batch.
    /// </summary>
    /// <param name="batch">A tensor for each input of the graph.</param>
    /// <param name="weight">How much this part counts; above 0.</param>
    /// <param name="cancellationToken">Stops the run; nothing is added then.</param>
    /// <returns>The loss of this part.</returns>
    public double Accumulate(TrainingBatch batch, double weight = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weight);
        (double loss, TimeSpan time) = Run(batch, cancellationToken);
        _sum.Add(_gradients, loss, weight, time, batch.Examples);
        return loss;
    }

    /// <summary>Steps along the weighted mean of what was accumulated.</summary>
    /// <returns>The weighted mean of the losses, and the norm of the mean gradient.</returns>
    /// <exception cref="InvalidOperationException">Nothing was accumulated.</exception>
    /// <exception cref="TrainingException">The loss or a gradient is not a finite number.</exception>
    public TrainingStep Apply()
    {
        _sum.Finish(out double loss, out TimeSpan time, out IReadOnlyList<string> examples);
        try
        {
            return Apply(_sum.Shares, loss, time, examples);
        }
        finally
        {
            _sum.Clear();
        }
    }

    /// <summary>The gradient of a parameter as the last run left it.</summary>
    /// <param name="parameter">One of <see cref="Trained"/>.</param>
    public ReadOnlySpan<float> GradientOf(Parameter parameter) => _gradients.Single(gradient => gradient.Parameter == parameter).Gradient;

    /// <summary>Forward and backward without a step, for <see cref="GradientOf"/>.</summary>
    /// <param name="batch">A tensor for each input of the graph.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The loss.</returns>
    public double Differentiate(TrainingBatch batch, CancellationToken cancellationToken = default) => Run(batch, cancellationToken).Loss;

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _feed.Dispose();
        _loss.Dispose();
        _sum.Dispose();
        foreach (ParameterGradient gradient in _gradients)
        {
            gradient.Tensor.Dispose();
        }
    }

    private (double Loss, TimeSpan Time) Run(TrainingBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ReadOnlySpan<SessionInput> inputs = _feed.Of(batch, Optimizer.StepCount, _sum.Parts);
        long began = Stopwatch.GetTimestamp();
        _session.RunInto(inputs, _parameters, _results, cancellationToken);
        return (_loss.Span[0], Stopwatch.GetElapsedTime(began));
    }

    private TrainingStep Apply(GradientShares gradients, double loss, TimeSpan time, IReadOnlyList<string> examples)
    {
        double norm = gradients.Norm();
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            long step = Optimizer.StepCount + 1;
            string named = examples.Count == 0 ? "" : $" The batch: {string.Join(", ", examples)}.";
            throw new TrainingException(
                $"Step {step}: the loss is {loss} and the norm of its gradient {norm}. Nothing was changed: the parameters are those of step {step - 1}.{named} Lower the learning rate, clip the gradients, or look at these examples.")
            {
                Step = step,
                Examples = examples,
            };
        }

        float factor = _options.MaxGradientNorm is { } limit ? (float)Math.Min(1, limit / (norm + 1e-6)) : 1;
        Optimizer.Step(gradients, new GradientScaling(factor, (float?)_options.MaxGradientValue));
        return new TrainingStep { Loss = loss, GradientNorm = norm, GraphTime = time };
    }
}

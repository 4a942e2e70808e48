using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>
/// What a training run trains: parameters, a loss over a graph, batches, a score, and the files that come out. The graph and
/// the parameters are made in the constructor, and random initial values depend on nothing but its seed, so that a resumed run
/// begins with the same model before it takes back the checkpoint. Not thread-safe: the loop calls one member at a time.
/// </summary>
internal abstract class TrainingTask : IDisposable
{
    /// <summary>What is trained: <c>caption</c>, <c>retrieval</c>, <c>vqa</c> or <c>classify</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Every parameter that is trained, averaged, written to checkpoints and exported.</summary>
    public abstract ParameterSet Parameters { get; }

    /// <summary>One number, over a graph that is for training.</summary>
    public abstract GraphValue Loss { get; }

    /// <summary>How many training examples there are; each epoch shuffles 0 … count − 1 anew.</summary>
    public abstract int ExampleCount { get; }

    /// <summary>The name of the score that chooses the best checkpoint; higher is better, and <see cref="ValidateAsync"/> gives it.</summary>
    public abstract string Metric { get; }

    /// <summary>
    /// What the card says of data and model, by name, and what a checkpoint must agree with: a run is resumed only where each of
    /// these is as it was. For example the number of training pictures, a hash of the data, the sizes of the layers.
    /// </summary>
    public virtual IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What an example is called in errors: its picture, and its caption or question.</summary>
    /// <param name="index">0 … <see cref="ExampleCount"/> − 1.</param>
    public abstract string DescribeExample(int index);

    /// <summary>
    /// The tensors of some examples. The same arguments and the same parameters give the same batch: whatever is random (flips,
    /// dropped cells, the choice of a caption) is drawn from <c>new CounterRandom(draw, stream)</c>.
    /// </summary>
    /// <param name="examples">The numbers of the examples.</param>
    /// <param name="draw">Differs from batch to batch, and is the same in a resumed run.</param>
    /// <returns>A batch that the loop disposes; its examples are named in errors.</returns>
    public abstract TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw);

    /// <summary>How much a part counts where a batch is trained in several: what the mean of the loss divides by.</summary>
    /// <param name="examples">The numbers of the part's examples.</param>
    /// <param name="batch">What <see cref="MakeBatch"/> made of them.</param>
    public virtual double WeightOf(ReadOnlySpan<int> examples, TrainingBatch batch) => examples.Length;

    /// <summary>Scores the parameters as they are now on the validation split.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Scores by name, <see cref="Metric"/> among them.</returns>
    public abstract Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken);

    /// <summary>The encoders that are trained with the head, and written with it.</summary>
    public virtual EncoderKinds TunedEncoders => EncoderKinds.None;

    /// <summary>Brings the parameters to the numbers that exported files hold, so that what is scored from now on is what is exported. No step follows.</summary>
    public virtual void Settle() => StoredPrecision.Round(Parameters);

    /// <summary>Writes the files of the head with the parameters as they are now.</summary>
    /// <param name="folder">The model folder, which exists; the files lie in it as the head's entry says.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The entries of <c>heads</c> in vlm.json, such as <c>retrieval</c> with the paths of its two files.</returns>
    public abstract Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back the parameters and the sessions.</summary>
    /// <param name="isDisposing">Always true.</param>
    protected virtual void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            Parameters.Dispose();
        }
    }
}

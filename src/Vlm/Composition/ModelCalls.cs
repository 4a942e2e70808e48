using System.Runtime.CompilerServices;

namespace Vlm.Composition;

/// <summary>The front door's way with calls: checked, counted until the model may close, and moved off the caller's thread.</summary>
internal sealed class ModelCalls : IDisposable
{
    private readonly ModelInfo _info;
    private readonly CallGate _gate;

    /// <param name="info">The model's.</param>
    /// <param name="close">Disposes the stages; called once, after the last call.</param>
    public ModelCalls(ModelInfo info, Action close)
    {
        _info = info;
        _gate = new CallGate(info.Name, close);
    }

    /// <summary>Runs a batch on another thread.</summary>
    /// <param name="inputs">The batch; none of it may be null.</param>
    /// <param name="part">What does the work; null where the model has none, which is refused.</param>
    /// <param name="ability">What the part does, for the refusal: "captions pictures".</param>
    /// <param name="remedy">What a builder would need, for the refusal.</param>
    /// <param name="options">Handed on.</param>
    /// <param name="call">The work.</param>
    /// <param name="cancellationToken">Handed on.</param>
    public Task<TResult> Run<TItem, TPart, TOptions, TResult>(
        IReadOnlyList<TItem> inputs, TPart? part, string ability, string remedy, TOptions options,
        Func<TPart, IReadOnlyList<TItem>, TOptions, CancellationToken, TResult> call, CancellationToken cancellationToken)
        where TPart : class
    {
        ArgumentNullException.ThrowIfNull(inputs);
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i] is null)
            {
                throw new ArgumentException($"Item {i} is null.", nameof(inputs));
            }
        }

        if (part is null)
        {
            throw Cannot(ability, remedy);
        }

        Call<TItem, TPart, TOptions, TResult> work = new(part, inputs, options, call, _gate.Enter(), cancellationToken);
        return Task.Factory.StartNew(
            static state => ((Call<TItem, TPart, TOptions, TResult>)state!).Run(), work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
    }

    /// <summary>Draws a stream of text on other threads, one piece at a time.</summary>
    /// <param name="start">Begins the stream; called when the caller begins to read.</param>
    /// <param name="cancellationToken">Checked before every piece.</param>
    public async IAsyncEnumerable<TextUpdate> Stream(Func<IEnumerable<TextUpdate>> start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CallGate.Scope scope = _gate.Enter();
        using IEnumerator<TextUpdate> updates = start().GetEnumerator();
        Func<bool> next = updates.MoveNext;
        while (await Task.Run(next, cancellationToken).ConfigureAwait(false))
        {
            yield return updates.Current;
        }
    }

    public NotSupportedException Cannot(string ability, string remedy) =>
        new($"{_info.Name} is not a model that {ability}; it can {_info.Capabilities}. Compose one with {remedy}, or use VisionLanguageModel.LoadDefault().");

    public void Dispose() => _gate.Dispose();

    /// <summary>One call on its way to another thread: one object instead of a closure and a delegate for each layer.</summary>
    private sealed class Call<TItem, TPart, TOptions, TResult>(
        TPart part, IReadOnlyList<TItem> inputs, TOptions options, Func<TPart, IReadOnlyList<TItem>, TOptions, CancellationToken, TResult> body,
        CallGate.Scope scope, CancellationToken cancellationToken)
    {
        public TResult Run()
        {
            using (scope)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return body(part, inputs, options, cancellationToken);
            }
        }
    }
}

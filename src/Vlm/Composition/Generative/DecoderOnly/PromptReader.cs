using Vlm.Generation;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>
/// Reads the prompts of one call into the decoder, set by set: a picture is encoded once, and of prompts about the same pictures
/// the beginning that they have in common is read once. One thread.
/// </summary>
internal sealed class PromptReader : IDisposable
{
    private readonly DecoderOnlyParts _parts;
    private readonly PromptBuilder _builder;
    private readonly IReadOnlyList<VisionPrompt> _prompts;
    private readonly PromptTask _task;
    private readonly ImageDecodeOptions? _decode;
    private readonly SharedPictures _shared;
    private readonly IReadOnlyList<PromptSet> _sets;
    private readonly Dictionary<int, PictureRows> _pictures = [];
    private readonly Dictionary<int, long[]> _ids = [];
    private CausalContext? _beginning;
    private int _set = -1;

    public PromptReader(DecoderOnlyParts parts, IReadOnlyList<VisionPrompt> prompts, PromptTask task, ImageDecodeOptions? decode)
    {
        _parts = parts;
        _builder = new PromptBuilder(parts);
        _prompts = prompts;
        _task = task;
        _decode = decode;
        _shared = new SharedPictures(prompts);
        _sets = PromptSet.Of(_shared);
    }

    /// <summary>The prompts in groups that are generated for together, in the order in which they are to be read.</summary>
    /// <param name="size">The greatest size of a group.</param>
    public IEnumerable<int[]> Groups(int size)
    {
        // A decoder that is told no positions counts columns: a beginning that is shared cannot be padded for each row afterwards.
        bool alone = _parts.Decoder.PositionAxes == 0;
        List<int> group = [];
        foreach (PromptSet set in _sets)
        {
            bool shared = alone && set.Prompts.Count > 1;
            foreach (int prompt in set.Prompts)
            {
                if (group.Count > 0 && (shared || group.Count == size))
                {
                    yield return [.. group];
                    group.Clear();
                }

                group.Add(prompt);
            }

            if (shared)
            {
                yield return [.. group];
                group.Clear();
            }
        }

        if (group.Count > 0)
        {
            yield return [.. group];
        }
    }

    /// <summary>Reads the next of <see cref="Groups"/>.</summary>
    /// <param name="group">Places in the batch.</param>
    /// <param name="clock">Takes the time of pictures.</param>
    /// <param name="cancellationToken">Stops a run.</param>
    /// <returns>What was read, ready to go on.</returns>
    /// <exception cref="VlmException">A prompt or a picture cannot be read; the error names the prompt.</exception>
    public CausalDecoderSteps Read(int[] group, StageClock clock, CancellationToken cancellationToken)
    {
        bool padded = _parts.Decoder.PositionAxes == 0 && group.Length > 1;
        List<CausalPrompt> prompts = [];
        List<CausalContext> contexts = [];
        try
        {
            foreach (int prompt in group)
            {
                prompts.Add(Build(prompt, clock, cancellationToken));
                if (!padded)
                {
                    contexts.Add(AtPrompt(prompt, () => Read(prompts[^1], cancellationToken)));
                    prompts[^1].Dispose();
                }
            }

            int longest = prompts.Max(prompt => prompt.Length);
            for (int i = 0; padded && i < group.Length; i++)
            {
                contexts.Add(AtPrompt(group[i], () => CausalContext.Read(_parts.Decoder, prompts[i], prompts[i].Length, longest - prompts[i].Length, cancellationToken)));
            }

            return CausalDecoderSteps.Of(_parts.Decoder, _parts.Embedding, contexts);
        }
        finally
        {
            prompts.ForEach(prompt => prompt.Dispose());
            contexts.ForEach(context => context.Dispose());
        }
    }

    public void Dispose()
    {
        _beginning?.Dispose();
        foreach (PictureRows picture in _pictures.Values)
        {
            picture.Dispose();
        }
    }

    private CausalPrompt Build(int prompt, StageClock clock, CancellationToken cancellationToken)
    {
        if (_set < 0 || !_sets[_set].Prompts.Contains(prompt))
        {
            BeginSet(clock, cancellationToken);
        }

        PictureRows[] pictures = Array.ConvertAll(_shared.PicturesOf[prompt], picture => _pictures[picture]);
        return AtPrompt(prompt, () => _builder.Build(_ids[prompt], pictures, cancellationToken));
    }

    private CausalContext Read(CausalPrompt prompt, CancellationToken cancellationToken)
    {
        int common = Common(_sets[_set]);
        if (common == 0)
        {
            return CausalContext.Read(_parts.Decoder, prompt, prompt.Length, 0, cancellationToken);
        }

        _beginning ??= CausalContext.Read(_parts.Decoder, prompt, common, 0, cancellationToken);
        return _beginning.Branch(prompt, cancellationToken);
    }

    private void BeginSet(StageClock clock, CancellationToken cancellationToken)
    {
        _beginning?.Dispose();
        _beginning = null;
        _ids.Clear();
        _set++;
        foreach (int left in _pictures.Keys.Where(picture => !_sets.Skip(_set).Any(set => set.Pictures.Contains(picture))).ToArray())
        {
            _pictures.Remove(left, out PictureRows? rows);
            rows!.Dispose();
        }

        PromptSet current = _sets[_set];
        foreach (int picture in current.Pictures)
        {
            if (!_pictures.ContainsKey(picture))
            {
                _pictures[picture] = AtPrompt(_shared.PromptsOf[picture][0], () => _parts.Read(_shared.Distinct[picture], _decode, clock, cancellationToken));
            }
        }

        PictureRows[] pictures = Array.ConvertAll(current.Pictures, picture => _pictures[picture]);
        foreach (int prompt in current.Prompts)
        {
            _ids[prompt] = AtPrompt(prompt, () => _builder.Ids(_prompts[prompt], _task, pictures));
        }
    }

    // One token at least must be left to read, whose logits begin the answer.
    private int Common(PromptSet set)
    {
        if (set.Prompts.Count == 1 || _parts.Traits.ReadsPromptWhole)
        {
            return 0;
        }

        ReadOnlySpan<long> first = _ids[set.Prompts[0]];
        int common = first.Length - 1;
        foreach (int prompt in set.Prompts.Skip(1))
        {
            common = Math.Min(common, Math.Min(first.CommonPrefixLength(_ids[prompt]), _ids[prompt].Length - 1));
        }

        return common;
    }

    private static T AtPrompt<T>(int prompt, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (VlmException e) when (e.Index is null)
        {
            throw e.AtIndex(prompt);
        }
    }
}

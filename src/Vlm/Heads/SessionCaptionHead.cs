using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>A captioner: a decoder file that looks at the picture's rows and writes a text, token by token.</summary>
internal sealed class SessionCaptionHead : ICaptionHead
{
    private readonly DecoderSession _decoder;
    private readonly ITokenDecoder _tokens;
    private readonly GenerationDefaults _defaults;
    private readonly GenerationEngine _engine;
    private readonly int _startId;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="decoder">Reads ids, the picture's rows and its cache; gives logits.</param>
    /// <param name="tokens">Turns ids into text.</param>
    /// <param name="defaults">The model folder's.</param>
    /// <exception cref="ModelFolderException">The file is no such decoder, or an id of the defaults is not in its vocabulary.</exception>
    public SessionCaptionHead(OnnxSession decoder, ITokenDecoder tokens, GenerationDefaults defaults)
    {
        _decoder = new DecoderSession(decoder);
        _tokens = tokens;
        _defaults = defaults;
        _startId = defaults.StartId ?? throw new ModelFolderException(
            decoder.Path, "a captioning decoder begins with a start id, but neither generation_config.json nor config.json names decoder_start_token_id or bos_token_id.");
        OptionIds.CheckModel(defaults, _decoder.VocabularySize, decoder.Path);
        _engine = new GenerationEngine(defaults, tokens, _decoder.VocabularySize);
    }

    public FeatureSizes ImageSizes => _decoder.ImageSizes;

    public IReadOnlyList<Caption> Caption(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Array.ConvertAll(Generate(images, options, cancellationToken), texts => ToCaption(texts[0]));
    }

    /// <summary>All texts that the search finds about each picture, best first.</summary>
    public GeneratedSequence[][] Generate(ImageFeatures images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        if (images.BatchSize == 0)
        {
            return [];
        }

        using SessionDecoderSteps steps = new(_decoder, Rows(images), Prompts(images.BatchSize));
        return _engine.Generate(steps, options, cancellationToken);
    }

    public IEnumerable<TextUpdate> Stream(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfZero(images.BatchSize, nameof(images));
        return StreamCore(images, options, cancellationToken);
    }

    /// <summary>The text that each id adds.</summary>
    public IReadOnlyList<string> PiecesOf(IReadOnlyList<int> ids)
    {
        string[] pieces = new string[ids.Count];
        int length = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            string text = _tokens.Decode([.. ids.Take(i + 1)]);
            pieces[i] = text.Length > length ? text[length..] : "";
            length = Math.Max(length, text.Length);
        }

        return pieces;
    }

    /// <summary>Reads a text as if it had been written about each picture: the log-probability of every id after those before it.</summary>
    public IReadOnlyList<float>[] Score(ImageFeatures images, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        CheckForced(ids);
        using SessionDecoderSteps steps = new(_decoder, Rows(images), Prompts(images.BatchSize));
        float[][] scores = [.. Enumerable.Range(0, images.BatchSize).Select(_ => new float[ids.Count])];
        long[] next = new long[images.BatchSize];
        for (int t = 0; t < ids.Count; t++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (t == 0)
            {
                steps.Start(cancellationToken);
            }
            else
            {
                steps.Step(next, cancellationToken);
            }

            for (int row = 0; row < next.Length; row++)
            {
                Span<float> logits = steps.Logits(row);
                scores[row][t] = (float)((double)logits[ids[t]] - LogSumExp.Of(logits));
            }

            Array.Fill(next, ids[t]);
        }

        return scores;
    }

    public void Dispose() => _decoder.Dispose();

    private IEnumerable<TextUpdate> StreamCore(ImageFeatures images, GenerationOptions? options, CancellationToken cancellationToken)
    {
        using TensorBuffer<float> first = FirstPicture(images);
        using SessionDecoderSteps steps = new(_decoder, first, Prompts(1));
        foreach (TextUpdate update in _engine.Stream(steps, options, cancellationToken))
        {
            yield return update;
        }
    }

    private int[][] Prompts(int batch)
    {
        int[][] prompts = new int[batch][];
        Array.Fill(prompts, [_startId]);
        return prompts;
    }

    private void CheckForced(IReadOnlyList<int> ids)
    {
        if (ids.Count == 0 || ids.Count > (_defaults.MaxPositions ?? int.MaxValue))
        {
            throw new InvalidInputException($"A caption of {ids.Count} ids cannot be scored; this model reads 1 to {_defaults.MaxPositions ?? int.MaxValue}.");
        }

        foreach (int id in ids)
        {
            if ((uint)id >= (uint)_decoder.VocabularySize)
            {
                throw new InvalidInputException($"The caption has the id {id}; the vocabulary of this model has the ids 0 to {_decoder.VocabularySize - 1}.");
            }
        }
    }

    private static Caption ToCaption(GeneratedSequence text) => new()
    {
        Text = text.Text,
        Ids = text.Ids,
        TokenLogProbabilities = text.TokenLogProbabilities,
        LogProbability = (float)text.LogProbability,
        Score = (float)text.Score,
        FinishReason = text.FinishReason,
    };

    private TensorBuffer<float> FirstPicture(ImageFeatures images)
    {
        TensorBuffer<float> rows = Rows(images);
        int count = images.Counts[0];
        return new TensorBuffer<float>(rows.Memory[..(int)(count * rows.Shape[1])], [count, rows.Shape[1]]);
    }

    private TensorBuffer<float> Rows(ImageFeatures images)
    {
        string name = $"{_decoder.Session.Path}: input '{_decoder.States.Name}'";
        TensorBuffer<float> rows = images.Rows
            ?? throw new TensorShapeException(name, "rows (patches or cells) of the picture", "none", "Use an image encoder that gives them.");
        int each = ImageSizes.SequenceLength ?? images.Counts[0];
        foreach (int count in images.Counts)
        {
            if (count != each)
            {
                throw new TensorShapeException(name, $"{each} rows for each picture", count.ToString(), "Use the image encoder that the captioner was trained with.");
            }
        }

        return rows;
    }
}

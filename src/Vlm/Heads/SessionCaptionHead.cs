using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>A captioner: a decoder file that looks at the picture's rows and writes a text, token by token.</summary>
internal sealed class SessionCaptionHead : ICaptionHead
{
    private readonly DecoderSession _decoder;
    private readonly ITokenDecoder _tokens;
    private readonly GenerationEngine _engine;
    private readonly int _startId;
    private readonly GenerationOptions _defaults;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="decoder">Reads ids, the picture's rows and its cache; gives logits.</param>
    /// <param name="tokens">Turns ids into text.</param>
    /// <param name="defaults">The model folder's.</param>
    /// <exception cref="ModelFolderException">The file is no such decoder, or an id of the defaults is not in its vocabulary.</exception>
    public SessionCaptionHead(OnnxSession decoder, ITokenDecoder tokens, GenerationDefaults defaults)
    {
        _decoder = new DecoderSession(decoder);
        _tokens = tokens;
        _startId = defaults.StartId ?? throw new ModelFolderException(
            decoder.Path, "a captioning decoder begins with a start id, but neither generation_config.json nor config.json names decoder_start_token_id or bos_token_id.");
        OptionIds.CheckModel(defaults, _decoder.VocabularySize, decoder.Path);
        _defaults = defaults.Options;
        _engine = new GenerationEngine(defaults, tokens, _decoder.VocabularySize);
    }

    public FeatureSizes ImageSizes => _decoder.ImageSizes;

    public IReadOnlyList<Caption> Caption(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Array.ConvertAll(Generate(images, options, cancellationToken), texts => ToCaption(texts[0]));
    }

    /// <summary>How much the picture has a say among the beams where a call does not say it.</summary>
    public float RerankWeight => _defaults.RerankWeight ?? 0;

    /// <summary>A call's options, the folder's where the call says nothing.</summary>
    public GenerationOptions Merged(GenerationOptions? options) => MergedOptions.Of(options, _defaults);

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
    public IReadOnlyList<string> PiecesOf(IReadOnlyList<int> ids) => GivenText.Pieces(_tokens, ids);

    /// <summary>Reads a text as if it had been written about each picture: the log-probability of every id after those before it.</summary>
    public IReadOnlyList<float>[] Score(ImageFeatures images, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        using SessionDecoderSteps steps = new(_decoder, Rows(images), Prompts(images.BatchSize));
        return Array.ConvertAll(_engine.Score(steps, ids, cancellationToken), text => text[0].TokenLogProbabilities);
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

    /// <summary>A text as the caption of a picture.</summary>
    public static Caption ToCaption(GeneratedSequence text) => new()
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

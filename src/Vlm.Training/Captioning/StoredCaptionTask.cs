using System.Globalization;
using System.Text.Json.Nodes;
using Vlm.Evaluation;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Trains on a captioner in files, whoever made it: the decoder's graph is differentiated as it stands, and is written again
/// in the precision in which the file stores it. An example is a picture with all of its captions.
/// </summary>
internal sealed class StoredCaptionTask : TrainingTask
{
    private const string DecoderName = "onnx/decoder_model_merged.onnx";
    private const int Ignored = -100;

    private readonly string _folder;
    private readonly CaptionerSettings _settings;
    private readonly CaptionVocabulary _vocabulary;
    private readonly IPictureRows _rows;
    private readonly IReadOnlyList<CaptionedPicture> _train;
    private readonly IReadOnlyList<CaptionedPicture> _validation;
    private readonly int[][][] _targets;
    private readonly OnnxModule _module;
    private readonly IReadOnlyList<TensorSpec> _past;
    private readonly GraphRunner _decoder;

    /// <summary>Reads the captioner and builds the graph.</summary>
    /// <param name="folder">The captioner's folder, with tokenizer.json.</param>
    /// <param name="decoder">The decoder's file.</param>
    /// <param name="settings">Only label smoothing, row dropout and the most new tokens are read; the rest is as the file has it.</param>
    /// <param name="rows">The pictures' rows.</param>
    /// <param name="train">The pictures to learn from.</param>
    /// <param name="validation">The pictures to score.</param>
    /// <param name="threads">Threads of a run that writes captions; null for all processors.</param>
    /// <exception cref="ModelFolderException">A file is missing or damaged.</exception>
    public StoredCaptionTask(string folder, string decoder, CaptionerSettings settings, IPictureRows rows, IReadOnlyList<CaptionedPicture> train, IReadOnlyList<CaptionedPicture> validation, int? threads = null)
    {
        settings.Check("settings");
        (_folder, _settings, _rows, _train, _validation) = (folder, settings, rows, train, validation);
        _vocabulary = CaptionVocabulary.Of(Tokenizer.Load(folder));
        _targets = [.. train.Select(picture => picture.Captions.Select(caption => _vocabulary.Target(caption, settings.MaxNewTokens)).ToArray())];
        _module = OnnxModule.Read(decoder);
        using (OnnxSession session = OnnxSession.Load(decoder))
        {
            _past = [.. session.Inputs.Where(input => input.Name.StartsWith("past_key_values.", StringComparison.Ordinal))];
        }

        TrainingGraph graph = new(isTraining: true);
        GraphValue labels = graph.Input("labels", TensorElementType.Int64, "batch", "length");
        Loss = Add(graph)["logits"].CrossEntropy(labels, new CrossEntropyOptions { LabelSmoothing = settings.LabelSmoothing, IgnoredLabel = Ignored });
        IReadOnlyDictionary<string, GraphValue> outputs = Add(new TrainingGraph());
        _decoder = new GraphRunner([outputs["logits"], .. _past.Select(past => outputs[PresentOf(past)])], threads);
    }

    public override string Name => "caption";

    public override ParameterSet Parameters { get; } = [];

    public override GraphValue Loss { get; }

    public override int ExampleCount => _train.Count;

    public override string Metric => "cider";

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["training pictures"] = _train.Count.ToString(CultureInfo.InvariantCulture),
        ["validation pictures"] = _validation.Count.ToString(CultureInfo.InvariantCulture),
        ["words"] = _vocabulary.Tokens.Count.ToString(CultureInfo.InvariantCulture),
        ["trained on from"] = Path.GetRelativePath(_folder, _module.File.Path).Replace(Path.DirectorySeparatorChar, '/'),
    };

    public override string DescribeExample(int index) => $"{_train[index].Name}: \"{_train[index].Captions[0]}\"";

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        int[] chosen = examples.ToArray();
        int[][][] captions = Array.ConvertAll(chosen, example => _targets[example]);
        using TensorBuffer<float> pictures = DrawnRows.Of(_rows, Array.ConvertAll(chosen, example => _train[example].Index), _settings.RowDropout, draw);
        int count = captions.Sum(own => own.Length), length = captions.Max(own => own.Max(caption => caption.Length)), line = 0;
        TensorBuffer<float> features = TensorBuffer.Rent<float>(count, _rows.Rows, _rows.RowSize);
        long[] ids = new long[count * length], labels = new long[count * length];
        Array.Fill(labels, Ignored);
        for (int i = 0; i < chosen.Length; i++)
        {
            foreach (int[] caption in captions[i])
            {
                pictures.Row(i).CopyTo(features.Row(line));
                for (int t = 0; t < caption.Length; t++)
                {
                    ids[(line * length) + t] = t == 0 ? CaptionTokens.Begin : caption[t - 1];
                    labels[(line * length) + t] = caption[t];
                }

                line++;
            }
        }

        return WithPast(new TrainingBatch(Array.ConvertAll(chosen, DescribeExample)), count)
            .Add("input_ids", new TensorBuffer<long>(ids, [count, length]))
            .Add("encoder_hidden_states", features)
            .Add("labels", new TensorBuffer<long>(labels, [count, length]));
    }

    public override double WeightOf(ReadOnlySpan<int> examples, TrainingBatch batch) =>
        batch.Tensors["labels"].Length - ((TensorBuffer<long>)batch.Tensors["labels"]).Span.Count(Ignored);

    public override Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyDictionary<string, double>>(
        () =>
        {
            List<CaptionItem> items = [];
            foreach (CaptionedPicture[] pictures in _validation.Chunk(50))
            {
                string[] written = Write(pictures, cancellationToken);
                items.AddRange(pictures.Select((picture, i) => new CaptionItem { Id = picture.Name, Candidate = written[i], References = picture.Captions }));
            }

            return new Dictionary<string, double>(StringComparer.Ordinal) { [Metric] = CiderD.Compute(CaptionSet.Create(items), cancellationToken: cancellationToken).Corpus };
        },
        cancellationToken);

    public override Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken) => Task.Run<IReadOnlyDictionary<string, JsonNode>>(
        () =>
        {
            string target = Path.Combine(folder, "captioner");
            Directory.CreateDirectory(Path.Combine(target, "onnx"));
            foreach (string file in Directory.GetFiles(_folder, "*.json").Where(file => Path.GetFullPath(file) != Path.GetFullPath(Path.Combine(target, Path.GetFileName(file)))))
            {
                FileReplacement.Write(Path.Combine(target, Path.GetFileName(file)), File.ReadAllBytes(file));
            }

            _module.WriteOnnx(Path.Combine(target, DecoderName), Parameters);
            return new Dictionary<string, JsonNode>(StringComparer.Ordinal)
            {
                ["caption"] = new JsonObject
                {
                    ["folder"] = "captioner",
                    ["decoder"] = DecoderName,
                    ["generation"] = new JsonObject { ["num_beams"] = _settings.Beams, ["max_new_tokens"] = _settings.MaxNewTokens },
                },
            };
        },
        cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _decoder.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static string PresentOf(TensorSpec past) => past.Name.Replace("past_key_values.", "present.", StringComparison.Ordinal);

    private IReadOnlyDictionary<string, GraphValue> Add(TrainingGraph graph)
    {
        Dictionary<string, GraphValue> inputs = new(StringComparer.Ordinal)
        {
            ["input_ids"] = graph.Input("input_ids", TensorElementType.Int64, "batch", "length"),
            ["encoder_hidden_states"] = graph.Input("encoder_hidden_states", TensorElementType.Float32, "batch", _rows.Rows, _rows.RowSize),
        };
        foreach (TensorSpec past in _past)
        {
            inputs[past.Name] = graph.Input(past.Name, TensorElementType.Float32, "batch", past.Dimensions[1], "past", past.Dimensions[3]);
        }

        return _module.AddTo(graph, Parameters, inputs);
    }

    private TrainingBatch WithPast(TrainingBatch batch, int count)
    {
        foreach (TensorSpec past in _past)
        {
            batch.Add(past.Name, TensorBuffer.Rent<float>(count, past.Dimensions[1], 0, past.Dimensions[3]));
        }

        return batch;
    }

    // The likeliest word each time.
    private string[] Write(CaptionedPicture[] pictures, CancellationToken cancellationToken)
    {
        List<int>[] written = [.. pictures.Select(_ => new List<int>())];
        long[] next = new long[pictures.Length];
        Array.Fill(next, CaptionTokens.Begin);
        int size = _rows.Rows * _rows.RowSize;
        float[] rows = new float[pictures.Length * size];
        Parallel.For(0, pictures.Length, i => _rows.CopyRows(pictures[i].Index, 0, rows.AsSpan(i * size, size)));
        TrainingBatch batch = WithPast(new TrainingBatch(), pictures.Length);
        for (int step = 0; step < _settings.MaxNewTokens; step++)
        {
            // Each batch disposes its tensors; the rows stay those of this method.
            batch.Add("input_ids", new TensorBuffer<long>(next, [pictures.Length, 1]))
                .Add("encoder_hidden_states", new TensorBuffer<float>(rows, [pictures.Length, _rows.Rows, _rows.RowSize]));
            IReadOnlyList<TensorBuffer> results = _decoder.Run(batch, cancellationToken);
            batch.Dispose();
            batch = new TrainingBatch();
            for (int i = 0; i < _past.Count; i++)
            {
                batch.Add(_past[i].Name, results[i + 1]);
            }

            using TensorBuffer<float> logits = (TensorBuffer<float>)results[0];
            for (int i = 0; i < pictures.Length; i++)
            {
                next[i] = WordChoice.Likeliest(logits.Row(i));
                written[i].Add((int)next[i]);
            }
        }

        batch.Dispose();
        return Array.ConvertAll(written, ids => _vocabulary.Decode([.. ids]));
    }
}

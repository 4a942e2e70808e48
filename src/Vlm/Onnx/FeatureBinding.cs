namespace Vlm.Onnx;

/// <summary>
/// Which inputs of a session read which part of the features, decided once from the declared names, ranks and types: a
/// fusion or head file names its inputs as its author liked.
/// </summary>
internal sealed class FeatureBinding
{
    private static readonly string[] ImageWords = ["image", "pixel", "visual", "vision", "picture", "grid"];

    private readonly OnnxSession _session;
    private readonly FeatureSlot[] _slots;

    private FeatureBinding(OnnxSession session, FeatureSlot[] slots)
    {
        _session = session;
        _slots = slots;
        ImageSizes = Sizes(FeatureSlot.ImageRows, FeatureSlot.ImagePooled);
        TextSizes = Sizes(FeatureSlot.TextTokens, FeatureSlot.TextPooled);
    }

    /// <summary>What the session needs of the image encoder.</summary>
    public FeatureSizes ImageSizes { get; }

    /// <summary>What the session needs of the text encoder.</summary>
    public FeatureSizes TextSizes { get; }

    /// <summary>A session that reads pictures only.</summary>
    public static FeatureBinding OfImage(OnnxSession session) => Of(session, image: true, text: false);

    /// <summary>A session that reads texts only.</summary>
    public static FeatureBinding OfText(OnnxSession session) => Of(session, image: false, text: true);

    /// <summary>A session that reads both; its image inputs have a name that says so.</summary>
    public static FeatureBinding OfPair(OnnxSession session) => Of(session, image: true, text: true);

    /// <summary>Runs the session over features.</summary>
    /// <param name="images">Null where the session reads none.</param>
    /// <param name="texts">Null where the session reads none.</param>
    /// <param name="output">The wanted output.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The output; the caller disposes it.</returns>
    /// <exception cref="TensorShapeException">The features lack what the session reads.</exception>
    public TensorBuffer<float> Run(ImageFeatures? images, TextFeatures? texts, string[] output, CancellationToken cancellationToken)
    {
        if (_slots.Length == 1)
        {
            SessionInput only = InputOf(0, images, texts);
            return _session.RunOne<float>(new ReadOnlySpan<SessionInput>(in only), output, cancellationToken);
        }

        SessionInput[] inputs = new SessionInput[_slots.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = InputOf(i, images, texts);
        }

        return _session.RunOne<float>(inputs, output, cancellationToken);
    }

    private SessionInput InputOf(int index, ImageFeatures? images, TextFeatures? texts)
    {
        string name = _session.Inputs[index].Name;
        return _slots[index] switch
        {
            FeatureSlot.ImageRows => Grid(name, images!),
            FeatureSlot.ImagePooled => new SessionInput(name, images!.Pooled ?? throw Missing(name, "a pooled vector of the picture")),
            FeatureSlot.TextTokens => new SessionInput(name, texts!.Tokens ?? throw Missing(name, "token states")),
            FeatureSlot.TextMask => new SessionInput(name, texts!.Mask ?? throw Missing(name, "a token mask")),
            _ => new SessionInput(name, texts!.Pooled ?? throw Missing(name, "a pooled vector of the text")),
        };
    }

    /// <summary>Rows [B*N,D] as the [B,N,D] that sessions declare.</summary>
    internal SessionInput Grid(string name, ImageFeatures images)
    {
        TensorBuffer<float> rows = images.Rows ?? throw Missing(name, "rows (patches or cells) of the picture");
        int each = images.BatchSize == 0 ? 0 : images.Counts[0];
        foreach (int count in images.Counts)
        {
            if (count != each)
            {
                throw new TensorShapeException(
                    $"{_session.Path}: input '{name}'", $"the same number of rows for each picture ({each})", count.ToString(), "Run these pictures one by one.");
            }
        }

        return new SessionInput(name, rows, [images.BatchSize, each, rows.Shape[1]]);
    }

    private static FeatureBinding Of(OnnxSession session, bool image, bool text)
    {
        FeatureSlot[] slots = new FeatureSlot[session.Inputs.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            TensorSpec input = session.Inputs[i];
            bool real = input.ElementType is TensorElementType.Float32 or TensorElementType.Float16;
            bool ofImage = image && (!text || ImageWords.Any(w => input.Name.Contains(w, StringComparison.OrdinalIgnoreCase)));
            slots[i] = (real, ofImage, input.Dimensions.Count) switch
            {
                (true, true, 3) => FeatureSlot.ImageRows,
                (true, true, 2) => FeatureSlot.ImagePooled,
                (true, false, 3) => FeatureSlot.TextTokens,
                (_, false, 2) when !real || input.Name.Contains("mask", StringComparison.OrdinalIgnoreCase) => FeatureSlot.TextMask,
                (true, false, 2) => FeatureSlot.TextPooled,
                _ => throw new ModelFolderException(
                    session.Path, $"the input {input} is neither rows [B,N,D], a pooled vector [B,D] nor a token mask [B,L]. Export the fusion or head over features."),
            };
        }

        return new FeatureBinding(session, slots);
    }

    private FeatureSizes Sizes(FeatureSlot sequence, FeatureSlot pooled)
    {
        int row = Array.IndexOf(_slots, sequence), vector = Array.IndexOf(_slots, pooled);
        return new FeatureSizes
        {
            Sequence = row < 0 ? null : Fixed(row, 2),
            SequenceLength = row < 0 ? null : Fixed(row, 1),
            Pooled = vector < 0 ? null : Fixed(vector, 1),
        };
    }

    private int? Fixed(int input, int axis) => _session.Inputs[input].Dimensions[axis] is var size && size > 0 ? (int)size : null;

    private TensorShapeException Missing(string name, string what) =>
        new($"{_session.Path}: input '{name}'", what, "none", "Use an encoder that gives it, or another fusion or head.");
}

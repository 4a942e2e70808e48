namespace Vlm.Training;

/// <summary>Texts as tokens, which an encoder within the graph reads and is trained on.</summary>
internal sealed class TunedTexts : ITextInput
{
    private const string Ids = "input_ids", Mask = "attention_mask", Types = "token_type_ids";

    private readonly ITokenizer _tokenizer;
    private readonly IReadOnlyList<string> _texts;

    /// <summary>Takes the encoder.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="width">Numbers of each token's state.</param>
    /// <param name="tokenizer">What prepares its texts.</param>
    /// <param name="texts">The texts; a text's number is its place here.</param>
    /// <exception cref="TrainingException">The encoder asks for what no tokenizer gives.</exception>
    public TunedTexts(TunedEncoder encoder, int width, ITokenizer tokenizer, IReadOnlyList<string> texts)
    {
        if (encoder.Inputs.FirstOrDefault(input => input is not (Ids or Mask or Types)) is { } other)
        {
            throw new TrainingException($"{encoder.FilePath}: the text encoder asks for '{other}'; one that is trained is fed {Ids}, {Mask} and {Types} alone. Leave it as it is (textEncoder: null).");
        }

        (Encoder, Width, _tokenizer, _texts) = (encoder, width, tokenizer, texts);
    }

    public TunedEncoder Encoder { get; }

    public int Width { get; }

    /// <summary>The text encoder of a model.</summary>
    /// <exception cref="TrainingException">The model has none in a file of its own that gives states of tokens.</exception>
    public static TunedTexts Of(TrainingMaterial material, EncoderTuning tuning, IReadOnlyList<string> texts)
    {
        ITextEncoder? encoder = material.Model.GetService<ITextEncoder>();
        if (ComposedModelFiles.SessionOf(encoder) is not var (path, output) || encoder?.OutputSizes.Sequence is not { } width || material.Model.GetService<ITokenizer>() is not { } tokenizer)
        {
            throw new TrainingException($"{material.Folder}: the model has no text encoder with token states in an .onnx file of its own, which could be trained. Leave it as it is (textEncoder: null).");
        }

        return new TunedTexts(new TunedEncoder(material.Folder, path, output, "text_encoder", tuning), width, tokenizer, texts);
    }

    public (GraphValue States, GraphValue Mask) AddTo(TrainingGraph graph, ParameterSet parameters)
    {
        Dictionary<string, GraphValue> inputs = new[] { Ids, Mask, Types }.Where(name => name == Mask || Encoder.Inputs.Contains(name))
            .ToDictionary(name => name, name => graph.Input(name, TensorElementType.Int64, "texts", "length"), StringComparer.Ordinal);
        return (Encoder.AddTo(graph, parameters, inputs), inputs[Mask]);
    }

    public void Feed(TrainingBatch batch, IReadOnlyList<int> texts)
    {
        TokenIds tokens = _tokenizer.Encode([.. texts.Select(text => _texts[text])]);
        batch.Add(Mask, tokens.AttentionMask);
        foreach ((string name, TensorBuffer<long> tensor) in ((string, TensorBuffer<long>)[])[(Ids, tokens.Ids), (Types, tokens.TypeIds)])
        {
            if (Encoder.Inputs.Contains(name))
            {
                batch.Add(name, tensor);
            }
            else
            {
                tensor.Dispose();
            }
        }
    }
}

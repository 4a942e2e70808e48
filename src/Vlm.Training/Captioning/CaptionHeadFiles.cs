using System.Globalization;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Writes a trained captioner as a folder: the decoder with its cache, the words, and how to generate.</summary>
internal sealed class CaptionHeadFiles(ParameterSet parameters, CaptionerSettings settings, CaptionVocabulary vocabulary, int rows, int rowSize)
{
    private const string FolderName = "captioner";
    private const string DecoderName = "onnx/decoder_model_merged.onnx";

    /// <summary>Writes the folder and gives its entry in vlm.json.</summary>
    public IReadOnlyDictionary<string, JsonNode> Write(string modelFolder)
    {
        string folder = Path.Combine(modelFolder, FolderName);
        Directory.CreateDirectory(Path.Combine(folder, "onnx"));
        WriteDecoder(Path.Combine(folder, DecoderName));
        vocabulary.Write(folder);
        HeadConfig.Write(folder, "config.json", Config());
        HeadConfig.Write(folder, "generation_config.json", Generation());
        return new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["caption"] = new JsonObject
            {
                ["folder"] = FolderName,
                ["decoder"] = DecoderName,
                ["generation"] = new JsonObject { ["num_beams"] = settings.Beams, ["max_new_tokens"] = settings.MaxNewTokens },
            },
        };
    }

    /// <summary>Writes the decoder: input_ids [B, T], encoder_hidden_states and past keys and values; logits and all keys and values.</summary>
    public void WriteDecoder(string path)
    {
        TrainingGraph graph = new();
        CaptionDecoder decoder = new(graph, parameters, settings, vocabulary.Tokens.Count, rows);
        GraphValue ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "length");
        GraphValue features = graph.Input("encoder_hidden_states", TensorElementType.Float32, "batch", rows, rowSize);
        (GraphValue Key, GraphValue Value)[] past = [.. Enumerable.Range(0, settings.Layers).Select(layer => (Past(graph, layer, "key"), Past(graph, layer, "value")))];
        GraphValue before = Positions.Count(past[0].Key, 2);
        CachedLayout layout = new(past, Mask(ids, before), settings.Heads);
        GraphValue logits = decoder.Logits(ids, Positions.Of(ids, 1) + before, decoder.Picture(features), layout);
        List<(string, GraphValue)> outputs = [("logits", logits)];
        for (int layer = 0; layer < settings.Layers; layer++)
        {
            outputs.Add(($"present.{Text(layer)}.decoder.key", layout.Present[layer].Key));
            outputs.Add(($"present.{Text(layer)}.decoder.value", layout.Present[layer].Value));
        }

        graph.WriteOnnx(path, outputs);
    }

    // [T, P + T]: token t, at place P + t, sees the places up to its own.
    private static GraphValue Mask(GraphValue ids, GraphValue before)
    {
        GraphValue own = Positions.Of(ids, 1) + before;
        GraphValue all = ids.Graph.Node("Range", ids.Graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [0])), before + Positions.Count(ids, 1), ids.Graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [1])));
        return own.Unsqueeze(1).Less(all.Unsqueeze(0)).AsNumber() * Attention.Masked;
    }

    private GraphValue Past(TrainingGraph graph, int layer, string name) =>
        graph.Input($"past_key_values.{Text(layer)}.decoder.{name}", TensorElementType.Float32, "batch", settings.Heads, "past", settings.Width / settings.Heads);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private JsonObject Config() => new()
    {
        ["architectures"] = new JsonArray("VisionEncoderDecoderModel"),
        ["is_encoder_decoder"] = true,
        ["encoder"] = new JsonObject { ["hidden_size"] = rowSize },
        ["decoder"] = new JsonObject
        {
            ["vocab_size"] = vocabulary.Tokens.Count,
            ["n_embd"] = settings.Width,
            ["n_layer"] = settings.Layers,
            ["n_head"] = settings.Heads,
            ["head_dim"] = settings.Width / settings.Heads,
            ["n_positions"] = settings.Positions,
            ["add_cross_attention"] = true,
        },
        ["decoder_start_token_id"] = CaptionTokens.Begin,
        ["bos_token_id"] = CaptionTokens.Begin,
        ["eos_token_id"] = CaptionTokens.End,
        ["pad_token_id"] = CaptionTokens.Padding,
    };

    private JsonObject Generation() => new()
    {
        ["decoder_start_token_id"] = CaptionTokens.Begin,
        ["bos_token_id"] = CaptionTokens.Begin,
        ["eos_token_id"] = CaptionTokens.End,
        ["pad_token_id"] = CaptionTokens.Padding,
        ["max_length"] = settings.MaxNewTokens + 1,
        ["num_beams"] = settings.Beams,
        ["length_penalty"] = 1.0,
        ["early_stopping"] = false,
        ["suppress_tokens"] = new JsonArray(CaptionTokens.Padding, CaptionTokens.Unknown, CaptionTokens.Begin),
    };
}

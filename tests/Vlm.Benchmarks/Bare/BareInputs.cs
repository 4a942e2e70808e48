using Microsoft.ML.OnnxRuntime;

namespace Vlm.Benchmarks.Bare;

/// <summary>Binds what a stage made to the inputs of a bare session, all outputs asked for.</summary>
internal static class BareInputs
{
    public static BareRun Image(InferenceSession session, PixelValues pixels)
    {
        TensorBuffer<float> values = (TensorBuffer<float>)pixels.Pixels;
        Dictionary<string, OrtValue> inputs = new() { [session.InputNames[0]] = BareRun.Value<float>(values.Span, values.Shape.ToArray()) };
        return new BareRun(session, inputs, session.OutputNames);
    }

    public static BareRun Text(InferenceSession session, ITokenizer tokenizer, string[] text)
    {
        using TokenIds tokens = tokenizer.Encode(text);
        Dictionary<string, OrtValue> inputs = [];
        foreach (string name in session.InputNames)
        {
            TensorBuffer<long> source = name switch
            {
                "input_ids" => tokens.Ids,
                "attention_mask" => tokens.AttentionMask,
                "token_type_ids" => tokens.TypeIds,
                _ => throw new InvalidOperationException($"The text encoder asks for '{name}', which the benchmark does not feed."),
            };
            inputs[name] = BareRun.Value<long>(source.Span, source.Shape.ToArray());
        }

        return new BareRun(session, inputs, session.OutputNames);
    }
}

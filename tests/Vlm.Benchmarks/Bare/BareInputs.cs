using Microsoft.ML.OnnxRuntime;
using Vlm.Generation;

namespace Vlm.Benchmarks.Bare;

/// <summary>Binds what a stage made to the inputs of a bare session, all outputs asked for.</summary>
internal static class BareInputs
{
    private const int Seed = 7;

    public static BareRun Image(InferenceSession session, PixelValues pixels)
    {
        TensorBuffer<float> values = (TensorBuffer<float>)pixels.Pixels;
        return Bind(session, _ => BareRun.Value<float>(values.Span, values.Shape.ToArray()));
    }

    public static BareRun Text(InferenceSession session, ITokenizer tokenizer, string[] text)
    {
        using TokenIds tokens = tokenizer.Encode(text);
        return Bind(session, name =>
        {
            TensorBuffer<long> source = name switch
            {
                "input_ids" => tokens.Ids,
                "attention_mask" => tokens.AttentionMask,
                "token_type_ids" => tokens.TypeIds,
                _ => throw new InvalidOperationException($"The text encoder asks for '{name}', which the benchmark does not feed."),
            };
            return BareRun.Value<long>(source.Span, source.Shape.ToArray());
        });
    }

    /// <summary>A decoder's step. The cache has the recorded length and numbers of its size, which is all that the time depends on.</summary>
    public static BareRun Step(InferenceSession session, RecordedStep step, TensorBuffer<float> pictureRows)
    {
        Random random = new(Seed);
        return Bind(session, name =>
        {
            if (name == DecoderSession.IdsName)
            {
                return BareRun.Value<long>(step.Ids, step.Rows, step.Ids.Length / step.Rows);
            }

            if (name == CausalDecoder.BranchName)
            {
                return BareRun.Value<bool>([true], 1);
            }

            if (!name.StartsWith("past", StringComparison.Ordinal))
            {
                float[] states = [.. Enumerable.Repeat(pictureRows.Span.ToArray(), step.Rows).SelectMany(r => r)];
                return BareRun.Value<float>(states, step.Rows, pictureRows.Shape[0], pictureRows.Shape[1]);
            }

            long[] shape = [step.Rows, .. session.InputMetadata[name].Dimensions.Skip(1)];
            shape[Array.IndexOf(shape, -1)] = step.Past;
            float[] cache = new float[shape.Aggregate((a, b) => a * b)];
            for (int i = 0; i < cache.Length; i++)
            {
                cache[i] = random.NextSingle() - 0.5f;
            }

            return BareRun.Value<float>(cache, shape);
        });
    }

    private static BareRun Bind(InferenceSession session, Func<string, OrtValue> value) =>
        new(session, session.InputNames.ToDictionary(name => name, value), session.OutputNames);
}

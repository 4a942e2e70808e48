using Microsoft.ML.OnnxRuntime;
using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Bare;

/// <summary>The two session runs that one token of a decoder-only model takes, at a fixed length of the cache: embedding and decoder.</summary>
internal sealed class BareCausalStep : IDisposable
{
    private const int Seed = 7;

    private readonly BareRun _embedding;
    private readonly BareRun _decoder;

    private BareCausalStep(BareRun embedding, BareRun decoder)
    {
        _embedding = embedding;
        _decoder = decoder;
    }

    /// <param name="embedding">embed_tokens.</param>
    /// <param name="decoder">decoder_model_merged.</param>
    /// <param name="past">How many tokens the cache holds; its numbers are random, since the time depends on its size alone.</param>
    public static BareCausalStep At(InferenceSession embedding, OnnxSession decoder, int past)
    {
        InferenceSession native = NativeSession.Of(decoder);
        Random random = new(Seed);
        BareRun embed = new(embedding, embedding.InputNames.ToDictionary(name => name, _ => BareRun.Value<long>([1], 1, 1)), embedding.OutputNames);
        return new BareCausalStep(embed, new BareRun(native, native.InputNames.ToDictionary(name => name, Value), native.OutputNames));

        OrtValue Value(string name)
        {
            int[] declared = native.InputMetadata[name].Dimensions;
            return name switch
            {
                CausalDecoder.MaskName => BareRun.Value<long>([.. Enumerable.Repeat(1L, past + 1)], 1, past + 1),
                CausalDecoder.PositionsName => BareRun.Value<long>([past], 1, 1),
                CausalDecoder.KeepName => BareRun.Value<long>([1]),
                CausalDecoder.EmbeddingsName => BareRun.Value<float>(Numbers(declared[2]), 1, 1, declared[2]),
                _ => BareRun.Value<float>(Numbers(declared[1] * past * declared[3]), 1, declared[1], past, declared[3]),
            };
        }

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    public void Run()
    {
        _embedding.Run();
        _decoder.Run();
    }

    public void Dispose()
    {
        _embedding.Dispose();
        _decoder.Dispose();
    }
}

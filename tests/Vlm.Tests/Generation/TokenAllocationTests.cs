using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Generation;

/// <summary>What a generated token leaves to the garbage collector: it must not grow with the number of cache tensors.</summary>
[Collection(Alone.Name)]
public sealed class TokenAllocationTests
{
    private const int Few = 20, Many = 120;
    private const int MostAttempts = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Generate_DecoderOnlyWithSixtyCacheTensors_LeavesLessThanOneKibibyteAToken(bool cancellable)
    {
        using TemporaryFolder folder = new();
        TinyOnnx.WriteHalfDecoder(folder["decoder.onnx"], entries: 60);
        TinyOnnx.WriteEmbedding(folder["embedding.onnx"]);
        using CausalDecoder decoder = new(OnnxSession.Load(folder["decoder.onnx"]));
        using TokenEmbedding embedding = new(OnnxSession.Load(folder["embedding.onnx"]));
        using CancellationTokenSource source = new();
        GenerationEngine engine = new(new GenerationDefaults { EndIds = [0] }, new CharacterTokens(), decoder.VocabularySize);
        using CausalPrompt prompt = new([1, 1], new TensorBuffer<float>(new float[] { 0, 1, 0, 1 }, [2, 2]), PromptPositions.Sequential(2, 1, 0));
        using CausalContext context = CausalContext.Read(decoder, prompt, 2, 0, CancellationToken.None);

        AssertLittle(tokens =>
        {
            using CausalDecoderSteps steps = CausalDecoderSteps.Of(decoder, embedding, [context], keep: true);
            return engine.Generate(steps, new GenerationOptions { MaxNewTokens = tokens, MinNewTokens = tokens }, cancellable ? source.Token : CancellationToken.None)[0][0];
        });

        // The context still holds its own cache, and nothing else lives.
        Assert.Equal((0, decoder.Cache.Count), (decoder.Session.LiveInputs, decoder.Session.LiveOutputs));
    }

    private static void AssertLittle(Func<int, GeneratedSequence> generate)
    {
        // Methods that are not compiled for good yet box now and then, so that the first rounds may be dearer.
        double bytes = double.MaxValue;
        for (int attempt = 0; attempt < MostAttempts && bytes > 1024; attempt++)
        {
            bytes = (Bytes(Many) - Bytes(Few)) / (double)(Many - Few);
        }

        Assert.InRange(bytes, 1, 1024);

        long Bytes(int tokens)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(tokens, generate(tokens).Ids.Count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}

using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Generation;

/// <summary>A decoder whose cache and logits are in half precision: what was read is kept, branched, cut and joined as it is.</summary>
public sealed class CausalContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CausalDecoder _decoder;

    public CausalContextTests()
    {
        string path = _folder["decoder.onnx"];
        TinyOnnx.WriteHalfDecoder(path);
        _decoder = new CausalDecoder(OnnxSession.Load(path));
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Read_HalfPrecision_CacheIsHalfAndLogitsAreSums()
    {
        using CausalPrompt prompt = Prompt(1, 2, 4);
        using CausalContext context = CausalContext.Read(_decoder, prompt, 3, 0, CancellationToken.None);
        Assert.Equal(TensorElementType.Float16, _decoder.Cache.ElementType(0));
        Assert.Equal([11, 22], context.Logits.ToArray());
        Assert.Equal([1, 2, 4], context.Ids);
    }

    [Fact]
    public void Branch_TwoWaysOn_TheBeginningStaysAsItIs()
    {
        using CausalPrompt first = Prompt(1, 2, 4), second = Prompt(1, 2, 8, 16);
        using CausalContext begun = CausalContext.Read(_decoder, first, 2, 0, CancellationToken.None);
        using CausalContext one = begun.Branch(first, CancellationToken.None), other = begun.Branch(second, CancellationToken.None);
        Assert.Equal([11, 22], one.Logits.ToArray());
        Assert.Equal([43, 86], other.Logits.ToArray());
        begun.Continue(first, CancellationToken.None);
        Assert.Equal([11, 22], begun.Logits.ToArray());
    }

    [Fact]
    public void TryForgetAfter_ThenContinue_ReadsOtherTokensInstead()
    {
        using CausalPrompt first = Prompt(1, 2, 4), second = Prompt(1, 8);
        using CausalContext context = CausalContext.Read(_decoder, first, 3, 0, CancellationToken.None);
        Assert.True(context.TryForgetAfter(1));
        Assert.Throws<InvalidOperationException>(() => context.Logits.Length);
        context.Continue(second, CancellationToken.None);
        Assert.Equal([17, 34], context.Logits.ToArray());
        Assert.Equal([1, 8], context.Ids);
    }

    [Fact]
    public void Join_RowsOfUnequalLength_ShorterOnesStandAtTheEndBehindZeros()
    {
        using CausalPrompt first = Prompt(1), second = Prompt(2, 4, 8);
        using CausalContext one = CausalContext.Read(_decoder, first, 1, 0, CancellationToken.None), other = CausalContext.Read(_decoder, second, 3, 0, CancellationToken.None);
        using KeyValueCache joined = KeyValueCache.Join([one.Cache, other.Cache]), swapped = joined.Fork([1, 0]);
        using CausalInputs inputs = new(_decoder);
        using TensorBuffer<float> tokens = new(new float[] { 16, 32, 32, 64 }, [2, 1, 2]);
        using TensorBuffer<float> logits = inputs.Step(tokens, null, null, 3, [2, 0], joined, joined, CancellationToken.None);
        Assert.Equal([33, 66, 78, 156], logits.Span.ToArray());
        using TensorBuffer<float> again = inputs.Step(tokens, null, null, 3, [0, 2], swapped, swapped, CancellationToken.None);
        Assert.Equal([46, 92, 65, 130], again.Span.ToArray());
    }

    [Fact]
    public void Read_PaddedPromptWithLayeredInputs_PaddingIsZerosInBoth()
    {
        string path = _folder["layered.onnx"];
        TinyOnnx.WriteHalfDecoder(path, "deepstack.0");
        using CausalDecoder decoder = new(OnnxSession.Load(path));
        using CausalPrompt prompt = new(
            [1, 2, 4], new TensorBuffer<float>(new float[] { 1, 2, 2, 4, 4, 8 }, [3, 2]), PromptPositions.Sequential(3, 1, 0),
            [new TensorBuffer<float>(new float[] { 0, 0, 100, 0, 0, 0 }, [3, 2])]);

        using (CausalContext context = CausalContext.Read(decoder, prompt, 3, 2, CancellationToken.None))
        {
            Assert.Equal([4 + 107, 8 + 14], context.Logits.ToArray());
        }

        Assert.Equal((0, 0), (decoder.Session.LiveInputs, decoder.Session.LiveOutputs));
    }

    [Fact]
    public void Everything_Disposed_NothingLives()
    {
        using (CausalPrompt prompt = Prompt(1, 2, 4))
        using (CausalContext context = CausalContext.Read(_decoder, prompt, 2, 0, CancellationToken.None))
        using (CausalContext branch = context.Branch(prompt, CancellationToken.None))
        using (KeyValueCache joined = KeyValueCache.Join([context.Cache, branch.Cache]))
        {
            Assert.True(branch.TryForgetAfter(1));
            Assert.NotEqual(0, _decoder.Session.LiveOutputs);
        }

        Assert.Equal((0, 0), (_decoder.Session.LiveInputs, _decoder.Session.LiveOutputs));
    }

    // Token n is embedded as [n, 2n].
    private static CausalPrompt Prompt(params int[] ids) => new(
        ids, new TensorBuffer<float>(ids.SelectMany(id => new float[] { id, 2 * id }).ToArray(), [ids.Length, 2]), PromptPositions.Sequential(ids.Length, 1, 0));
}

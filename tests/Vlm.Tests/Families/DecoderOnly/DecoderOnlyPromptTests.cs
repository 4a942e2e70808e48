using System.Text.Json;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Generation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>From pictures and words to what the decoder reads, against the Python implementation.</summary>
public class DecoderOnlyPromptTests
{
    private const double FeatureTolerance = 1e-3;

    public static TheoryData<string, string> Cases => DecoderOnlyCase.All();

    public static TheoryData<string, string> Asked => DecoderOnlyCase.Asked();

    [Theory]
    [MemberData(nameof(Asked))]
    public void Ids_Case_EqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        PictureRows[] pictures = golden.Encode();
        PromptBuilder builder = new(DecoderOnlyModels.Model(family, golden.Splits).Parts());
        Assert.Equal(golden.InputIds, builder.Ids(golden.Prompt(), PromptTask.Question, pictures).Select(id => (int)id));
        Array.ForEach(pictures, picture => picture.Dispose());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pictures_Case_PixelsAndRowsEqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        SafetensorsFile tensors = DecoderOnlyCase.Tensors(family);
        DecoderOnlyParts parts = DecoderOnlyModels.Model(family, golden.Splits).Parts();
        string kind = golden.Splits ? "" : "_nosplit";
        foreach (string file in golden.Pictures)
        {
            string picture = Path.GetFileNameWithoutExtension(file);
            using RgbImage decoded = parts.Pictures!.Decoder.Decode(ImageInput.FromFile(DecoderOnlyCase.Picture(family, file)), null, CancellationToken.None);
            using PixelValues pixels = parts.Pictures.Processor.Process([decoded], TestContext.Current.CancellationToken);
            if (tensors.Has($"pixel_values{kind}.{picture}"))
            {
                Closeness.Within(tensors.Floats($"pixel_values{kind}.{picture}"), ((TensorBuffer<float>)pixels.Pixels).Span, 1e-5);
            }

            if (tensors.Has($"image_features{kind}.{picture}"))
            {
                using ImageFeatures rows = parts.Pictures.Encoder.Encode(pixels, TestContext.Current.CancellationToken);
                Closeness.Within(tensors.Floats($"image_features{kind}.{picture}"), rows.Rows!.Span, FeatureTolerance);
                foreach (string layer in parts.Decoder.Layered)
                {
                    Closeness.Within(tensors.Floats($"{layer}.{picture}"), ((TensorBuffer<float>)rows.Extras[layer]).Span, FeatureTolerance);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Positions_Case_EqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        DecoderOnlyParts parts = DecoderOnlyModels.Model(family, golden.Splits).Parts();
        PictureRows[] pictures = golden.Encode();
        using CausalPrompt prompt = new PromptBuilder(parts).Build([.. golden.InputIds.Select(id => (long)id)], pictures, CancellationToken.None);
        Array.ForEach(pictures, picture => picture.Dispose());
        using TensorBuffer<long>? positions = prompt.Positions(parts.Decoder.PositionAxes, 0, prompt.Length);
        if (golden.Json.TryGetProperty("position_ids", out JsonElement axes))
        {
            Assert.Equal(axes.EnumerateArray().SelectMany(axis => axis.EnumerateArray().Select(value => value.GetInt64())), positions!.Span.ToArray());
            Assert.Equal(golden.Json.GetProperty("first_decode_position").GetInt64(), prompt.Length + prompt.PositionOffset);
            Assert.Equal(golden.Json.GetProperty("rope_delta").GetInt64(), prompt.PositionOffset);
        }
        else if (golden.Json.TryGetProperty("position_ids_first_last", out _))
        {
            int[] ends = golden.Json.Ints("position_ids_first_last");
            Assert.Equal(Enumerable.Range(ends[0], ends[1] - ends[0] + 1).Select(value => (long)value), positions!.Span.ToArray());
            Assert.Equal(ends[1] + 1, prompt.Length + prompt.PositionOffset);
        }
        else
        {
            Assert.Null(positions);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Logits_WholePromptAndInTwoPieces_EqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        DecoderOnlyParts parts = DecoderOnlyModels.Model(family, golden.Splits).Parts();
        PictureRows[] pictures = golden.Encode();
        using CausalPrompt prompt = new PromptBuilder(parts).Build([.. golden.InputIds.Select(id => (long)id)], pictures, CancellationToken.None);
        Array.ForEach(pictures, picture => picture.Dispose());
        float[] expected = DecoderOnlyCase.Tensors(family).Floats($"prefill_logits.{name}");
        using CausalContext whole = CausalContext.Read(parts.Decoder, prompt, prompt.Length, 0, CancellationToken.None);
        Closeness.Within(expected, whole.Logits, FeatureTolerance);
        if (!parts.Traits.ReadsPromptWhole)
        {
            using CausalContext begun = CausalContext.Read(parts.Decoder, prompt, prompt.Length / 2, 0, CancellationToken.None);
            using CausalContext branch = begun.Branch(prompt, CancellationToken.None);
            begun.Continue(prompt, CancellationToken.None);
            Closeness.Within(expected, branch.Logits, FeatureTolerance);
            Closeness.Within(expected, begun.Logits, FeatureTolerance);
            Assert.Equal(parts.Decoder.Cache.IsPerToken, begun.TryForgetAfter(prompt.Length / 3));
            if (parts.Decoder.Cache.IsPerToken)
            {
                begun.Continue(prompt, CancellationToken.None);
                Closeness.Within(expected, begun.Logits, FeatureTolerance);
            }
        }
    }
}

using Vlm.Composition;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Encoders;
using Vlm.Generation;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>Encoder states and logits of every family with an encoder beside its decoder, step by step, against PyTorch.</summary>
public sealed class EncoderDecoderStatesTests
{
    private const double Tolerance = 1e-4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vit-gpt2", "encoder_model", "encoder.last_hidden_state")]
    [InlineData("trocr", "encoder_model", "encoder.last_hidden_state")]
    [InlineData("donut", "encoder_model", "encoder.last_hidden_state")]
    [InlineData("florence2", "vision_encoder", "image_features")]
    [InlineData("blip", "vision_encoder", "vision.last_hidden_state")]
    [InlineData("blip-vqa", "vision_encoder", "vision.last_hidden_state")]
    public void Encode_Pixels_GiveThePicturesRows(string family, string session, string name)
    {
        FamilyGoldens golden = new(family);
        using ImageFeatures rows = Rows(golden, session);

        Closeness.Within(golden.Tensors.Floats(name), rows.Rows!.Span, Tolerance);
        Assert.All(rows.Counts, count => Assert.Equal(golden.Tensors.Shape(name)[1], count));
    }

    [Theory]
    [InlineData("vit-gpt2", false)]
    [InlineData("vit-gpt2", true)]
    [InlineData("trocr", false)]
    [InlineData("donut", false)]
    public void Step_AfterTheEncodersRows_GivesTheLogits(string family, bool split)
    {
        FamilyGoldens golden = new(family);
        using ImageFeatures rows = Rows(golden, "encoder_model");
        using DecoderSession decoder = split
            ? new(OnnxSession.Load(golden.Session("decoder_with_past_model")), OnnxSession.Load(golden.Session("decoder_model")))
            : new(OnnxSession.Load(golden.Session("decoder_model_merged")));
        int[] prompt = golden.Runs.First().Ints("decoder_input_ids");
        using (SessionDecoderSteps steps = new(decoder, EncoderStates.Of(rows.Rows!, rows.Counts), [prompt, prompt, prompt]))
        {
            steps.Start(Cancel);
            Compare(golden, "first_step.logits", steps);
            steps.Step([.. golden.Cases.GetProperty("second_step_input_ids").EnumerateArray().Select(id => id[0].GetInt64())], Cancel);
            Compare(golden, "second_step.logits", steps);
        }

        Assert.Equal(0, decoder.Session.LiveOutputs);
        Assert.Equal(0, decoder.Session.LiveInputs);
        Assert.Equal(0, decoder.First?.LiveOutputs ?? 0);
    }

    [Theory]
    [InlineData("trocr")]
    [InlineData("donut")]
    public void Step_InTwoFilesWithoutTheEncodersKeys_GivesTheLogits(string family)
    {
        FamilyGoldens golden = new(family);
        using TemporaryFolder folder = new();
        MergedDecoder.Split(golden.Session("decoder_model_merged"), folder.Path);
        using ImageFeatures rows = Rows(golden, "encoder_model");
        using DecoderSession decoder = new(OnnxSession.Load(folder["decoder_with_past_model.onnx"]), OnnxSession.Load(folder["decoder_model.onnx"]));
        int[] prompt = golden.Runs.First().Ints("decoder_input_ids");
        using (SessionDecoderSteps steps = new(decoder, EncoderStates.Of(rows.Rows!, rows.Counts), [prompt, prompt, prompt]))
        {
            steps.Start(Cancel);
            Compare(golden, "first_step.logits", steps);
            steps.Reorder([2, 0, 1]);
            steps.Reorder([1, 2, 0]);
            steps.Step([.. golden.Cases.GetProperty("second_step_input_ids").EnumerateArray().Select(id => id[0].GetInt64())], Cancel);
            Compare(golden, "second_step.logits", steps);

            // The cache, each entry once.
            Assert.Equal(decoder.Cache.Count, decoder.Session.LiveOutputs + decoder.First!.LiveOutputs - 1);
        }

        Assert.Null(decoder.Later.States);
        Assert.Equal(0, decoder.Session.LiveOutputs);
        Assert.Equal(0, decoder.First!.LiveOutputs);
    }

    [Theory]
    [InlineData("trocr")]
    [InlineData("donut")]
    public void Step_EncodersKeysGivenAgain_KeptOnce(string family)
    {
        FamilyGoldens golden = new(family);
        using ImageFeatures rows = Rows(golden, "encoder_model");
        using DecoderSession decoder = new(OnnxSession.Load(golden.Session("decoder_model_merged")));
        using SessionDecoderSteps steps = new(decoder, EncoderStates.Of(rows.Rows!, rows.Counts), [[2], [2], [2]]);
        steps.Start(Cancel);
        int live = decoder.Session.LiveOutputs;

        for (int i = 0; i < 10; i++)
        {
            steps.Step([5, 6, 7], Cancel);
        }

        Assert.Equal(live, decoder.Session.LiveOutputs);
        Assert.Equal(decoder.Cache.Count + 1, live);
    }

    [Fact]
    public void Step_BlipCaptions_GivesTheLogits()
    {
        FamilyGoldens golden = new("blip");
        using ImageFeatures rows = Rows(golden, "vision_encoder");
        using DecoderSession decoder = new(OnnxSession.Load(golden.Session("text_decoder")));

        CompareThird(golden, decoder, EncoderStates.Of(rows.Rows!, rows.Counts));
    }

    [Fact]
    public void Step_BlipQuestions_GivesTheStatesAndTheLogits()
    {
        FamilyGoldens golden = new("blip-vqa");
        using ImageFeatures rows = Rows(golden, "vision_encoder");
        using DecoderSession decoder = new(OnnxSession.Load(golden.Session("text_decoder")));
        using QuestionStates questions = new(OnnxSession.Load(golden.Session("text_encoder")), padId: 0);
        int[][] ids = [.. golden.Cases.GetProperty("question_input_ids").EnumerateArray().Zip(golden.Cases.GetProperty("question_attention_mask").EnumerateArray(), (row, mask) =>
            row.EnumerateArray().Zip(mask.EnumerateArray()).Where(pair => pair.Second.GetInt32() == 1).Select(pair => pair.First.GetInt32()).ToArray())];

        using EncoderStates states = questions.Encode(rows, ids, Cancel);

        Closeness.Within(golden.Tensors.Floats("text_encoder.last_hidden_state"), states.Tensor.Span, Tolerance);
        CompareThird(golden, decoder, states);
    }

    [Theory]
    [InlineData(0, "encoder.last_hidden_state", "second_position.logits")]
    [InlineData(3, "mixed.encoder.last_hidden_state", "mixed.second_position.logits")]
    public void Step_Florence2_GivesTheStatesAndTheLogits(int run, string statesName, string logitsName)
    {
        FamilyGoldens golden = new("florence2");
        using ImageFeatures rows = Rows(golden, "vision_encoder");
        TokenEmbedding embedding = new(OnnxSession.Load(golden.Session("embed_tokens")));
        using DecoderSession decoder = new(OnnxSession.Load(golden.Session("decoder_model_merged")), null, embedding);
        using PrefixedStates encoder = new(OnnxSession.Load(golden.Session("encoder_model")), embedding, padId: 1);
        int[][] ids = [.. golden.Runs.ElementAt(run).GetProperty("input_ids").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).Where(id => id is not (1544 or 1)).ToArray())];

        using EncoderStates states = encoder.Encode(rows, ids, Cancel);

        int width = states.Tensor.RowLength / (int)states.Tensor.Shape[1];
        Assert.Equal(golden.Tensors.Shape(statesName), states.Tensor.Shape.ToArray());
        for (int row = 0; row < 3; row++)
        {
            int real = (10 + ids[row].Length) * width;
            Closeness.Within(golden.Tensors.Floats(statesName).AsSpan(row * states.Tensor.RowLength, real), states.Tensor.Row(row)[..real], Tolerance);
        }

        using SessionDecoderSteps steps = new(decoder, states, [[2], [2], [2]]);
        steps.Start(Cancel);
        steps.Step([0, 0, 0], Cancel);
        Compare(golden, logitsName, steps);
    }

    [Fact]
    public void Step_Florence2InPartsAndReordered_FollowsItsText()
    {
        FamilyGoldens golden = new("florence2");
        using ImageFeatures rows = Rows(golden, "vision_encoder");
        TokenEmbedding embedding = new(OnnxSession.Load(golden.Session("embed_tokens")));
        using DecoderSession decoder = new(OnnxSession.Load(golden.Session("decoder_model_merged")), null, embedding);
        using PrefixedStates encoder = new(OnnxSession.Load(golden.Session("encoder_model")), embedding, padId: 1);
        int[][] ids = [.. golden.Runs.ElementAt(3).GetProperty("input_ids").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).Where(id => id is not (1544 or 1)).ToArray())];
        using EncoderStates states = encoder.Encode(rows, ids, Cancel);
        using SessionDecoderSteps steps = new(decoder, states, [[2], [2], [2]]);

        steps.Start(Cancel);
        steps.Reorder([2, 2, 0]);
        using (IDecoderSteps fork = steps.Fork([2, 1]))
        {
            fork.Step([0, 0], Cancel);
            Closeness.Within(golden.Tensors.Floats("mixed.second_position.logits").AsSpan(0, 1545), fork.Logits(0), Tolerance);
            Closeness.Within(golden.Tensors.Floats("mixed.second_position.logits").AsSpan(2 * 1545, 1545), fork.Logits(1), Tolerance);
        }

        steps.Reorder([2, 0]);
        steps.Step([0, 0], Cancel);
        Closeness.Within(golden.Tensors.Floats("mixed.second_position.logits").AsSpan(0, 1545), steps.Logits(0), Tolerance);
        Closeness.Within(golden.Tensors.Floats("mixed.second_position.logits").AsSpan(2 * 1545, 1545), steps.Logits(1), Tolerance);
    }

    [Fact]
    public void Constructor_StatesOfSeveralLengthsWithoutAMask_Refused()
    {
        FamilyGoldens golden = new("trocr");
        using DecoderSession decoder = new(OnnxSession.Load(golden.Session("decoder_model_merged")));
        using TensorBuffer<float> rows = TensorBuffer.Rent<float>(5, 48);
        using EncoderStates states = EncoderStates.Of(rows, [2, 3]);

        Assert.Contains("2, 3", Assert.Throws<TensorShapeException>(() => new SessionDecoderSteps(decoder, states, [[2], [2]])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_DecoderWithoutItsEmbedding_SaysSo()
    {
        using OnnxSession session = OnnxSession.Load(new FamilyGoldens("florence2").Session("decoder_model_merged"));

        Assert.Contains("embed_tokens", Assert.Throws<ModelFolderException>(() => new DecoderSession(session)).Message, StringComparison.Ordinal);
    }

    private static ImageFeatures Rows(FamilyGoldens golden, string session)
    {
        using SessionImageEncoder encoder = OpenEncoder(golden.Session(session));
        using PixelValues pixels = new(golden.Tensors.Tensor(PixelValues.PixelValuesName));
        return encoder.Encode(pixels, ImageParts.Rows, Cancel);
    }

    private static SessionImageEncoder OpenEncoder(string path)
    {
        OnnxSession session = OnnxSession.Load(path);
        return SessionFiles.Guard(session, () => SessionImageEncoder.Create(session, null, null, []));
    }

    private static void CompareThird(FamilyGoldens golden, DecoderSession decoder, EncoderStates states)
    {
        int[] ids = golden.Cases.Ints("third_position_input_ids");
        using SessionDecoderSteps steps = new(decoder, states, [ids[..1], ids[..1], ids[..1]]);
        steps.Start(Cancel);
        foreach (int id in ids[1..])
        {
            steps.Step([id, id, id], Cancel);
        }

        Compare(golden, "third_position.logits", steps);
        using SessionDecoderSteps atOnce = new(decoder, states, [ids, ids, ids]);
        atOnce.Start(Cancel);
        Compare(golden, "third_position.logits", atOnce);
    }

    private static void Compare(FamilyGoldens golden, string name, SessionDecoderSteps steps)
    {
        int width = (int)golden.Tensors.Shape(name)[1];
        for (int row = 0; row < 3; row++)
        {
            Closeness.Within(golden.Tensors.Floats(name).AsSpan(row * width, width), steps.Logits(row), Tolerance);
        }
    }
}

using System.Text.Json;
using Vlm.Generation;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tests.Fusion;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Heads;

public sealed class SessionCaptionHeadTests
{
    private static readonly GenerationDefaults Defaults = new()
    {
        StartId = 2,
        EndIds = [3],
        PadId = 0,
        MaxPositions = 32,
        Options = new() { NumBeams = 3, SuppressTokens = [0, 1, 2] },
    };

    [Fact]
    public void Caption_Greedy_EqualsGoldens()
    {
        using SessionCaptionHead head = Load();
        using ImageFeatures images = StarterGoldens.Images(8);

        IReadOnlyList<Caption> captions = head.Caption(images, new GenerationOptions { NumBeams = 1 });

        JsonElement[] golden = Golden("greedy");
        for (int i = 0; i < golden.Length; i++)
        {
            Assert.Equal(golden[i].GetProperty("ids").Deserialize<int[]>()!, captions[i].Ids.Prepend(2));
            Assert.Equal(golden[i].GetProperty("text").GetString(), captions[i].Text);
            Assert.Equal(golden[i].GetProperty("sum_logprob").GetDouble(), captions[i].LogProbability, 1e-3);
            Assert.Equal(captions[i].LogProbability, captions[i].Score);
            Assert.Equal(FinishReason.EndOfText, captions[i].FinishReason);
        }
    }

    [Fact]
    public void Caption_ThreeBeams_EqualsGoldens()
    {
        using SessionCaptionHead head = Load();
        using ImageFeatures images = StarterGoldens.Images(8);

        IReadOnlyList<Caption> captions = head.Caption(images);

        JsonElement[] golden = Golden("beam3");
        for (int i = 0; i < golden.Length; i++)
        {
            Assert.Equal(golden[i].GetProperty("ids").Deserialize<int[]>()!, captions[i].Ids.Prepend(2));
            Assert.Equal(golden[i].GetProperty("text").GetString(), captions[i].Text);
            Assert.Equal(golden[i].GetProperty("score").GetDouble(), captions[i].Score, 1e-3);
            Assert.Equal(captions[i].LogProbability, captions[i].Score * captions[i].Ids.Count, 1e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Caption_OneByOne_EqualsTheBatch(int beams)
    {
        using SessionCaptionHead head = Load();
        using ImageFeatures images = Features.Images(3, 49, 1280);
        GenerationOptions options = new() { NumBeams = beams };

        IReadOnlyList<Caption> together = head.Caption(images, options);

        for (int i = 0; i < 3; i++)
        {
            using ImageFeatures alone = new([49], new TensorBuffer<float>(images.Rows!.Memory.Slice(i * 49 * 1280, 49 * 1280), [49, 1280]));
            Caption caption = Assert.Single(head.Caption(alone, options));
            Assert.Equal(together[i].Ids, caption.Ids);
            Assert.Equal(together[i].LogProbability, caption.LogProbability, 1e-3);
        }
    }

    [Fact]
    public void Caption_FewTokens_EndsByLength()
    {
        using SessionCaptionHead head = Load();
        using ImageFeatures images = Features.Images(2, 49, 1280);

        foreach (int beams in new[] { 1, 3 })
        {
            IReadOnlyList<Caption> captions = head.Caption(images, new GenerationOptions { NumBeams = beams, MaxNewTokens = 2 });

            Assert.All(captions, c => Assert.True(c.Ids.Count <= 2));
            Assert.All(captions, c => Assert.Equal(c.Ids[^1] == 3 ? FinishReason.EndOfText : FinishReason.Length, c.FinishReason));
        }
    }

    [Fact]
    public void Caption_MoreTokensThanPositions_StopsAtTheLastPosition()
    {
        // Nothing is an end token here that the model would ever choose, so that every text runs to the limit.
        GenerationDefaults endless = new() { StartId = 2, EndIds = [0], MaxPositions = 32, Options = new() { SuppressTokens = [0, 1, 2, 3] } };
        using SessionCaptionHead head = Load(endless);
        using ImageFeatures images = Features.Images(1, 49, 1280);

        foreach (int beams in new[] { 1, 2 })
        {
            Caption caption = Assert.Single(head.Caption(images, new GenerationOptions { NumBeams = beams, MaxNewTokens = 500 }));

            Assert.Equal(32, caption.Ids.Count);
            Assert.Equal(FinishReason.Length, caption.FinishReason);
        }
    }

    [Fact]
    public void Stream_Pieces_MakeTheGreedyCaption()
    {
        using SessionCaptionHead head = Load();
        using ImageFeatures images = Features.Images(2, 49, 1280);

        TextUpdate[] pieces = [.. head.Stream(images)];

        Caption caption = head.Caption(images, new GenerationOptions { NumBeams = 1 })[0];
        Assert.Equal(caption.Text, string.Concat(pieces.Select(p => p.Text)));
        Assert.Equal(caption.Ids, pieces.Select(p => p.Id!.Value));
        Assert.All(pieces[..^1], p => Assert.Null(p.FinishReason));
        Assert.Equal(caption.FinishReason, pieces[^1].FinishReason);
    }

    [Fact]
    public void Stream_LeftEarly_FreesEverything()
    {
        OnnxSession session = Decoder();
        using SessionCaptionHead head = new(session, Words(), Defaults);
        using ImageFeatures images = Features.Images(1, 49, 1280);

        Assert.NotNull(head.Stream(images).First());

        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    [Fact]
    public void Caption_EveryWay_FreesEverything()
    {
        OnnxSession session = Decoder();
        using SessionCaptionHead head = new(session, Words(), Defaults);
        using ImageFeatures images = Features.Images(3, 49, 1280);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        head.Caption(images);
        head.Caption(images, new GenerationOptions { NumBeams = 1 });
        Assert.ThrowsAny<OperationCanceledException>(() => head.Caption(images, null, cancelled.Token));

        Assert.Equal(0, session.LiveInputs);
        Assert.Equal(0, session.LiveOutputs);
    }

    [Fact]
    public void Caption_OtherNumberOfRows_HasBothNumbers()
    {
        using SessionCaptionHead head = Load();
        using ImageFeatures images = Features.Images(1, 50, 1280);

        Assert.Contains("expected 49 rows for each picture, found 50", Assert.Throws<TensorShapeException>(() => head.Caption(images)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_IdOutsideOfTheVocabulary_HasBothNumbers()
    {
        using OnnxSession session = Decoder();
        GenerationDefaults defaults = new() { StartId = 2, EndIds = [50256] };

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => new SessionCaptionHead(session, Words(), defaults));

        Assert.Contains("2888 tokens", e.Message, StringComparison.Ordinal);
        Assert.Contains("50256", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NoDecoder_SaysWhatItAsksFor()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "vqa", "concatenation", "head.onnx"));

        Assert.Contains("logits", Assert.Throws<ModelFolderException>(() => new SessionCaptionHead(session, Words(), Defaults)).Message, StringComparison.Ordinal);
    }

    private static JsonElement[] Golden(string kind)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(StarterGoldens.Path("captioner", "golden", "captions.json")));
        return [.. json.RootElement.EnumerateArray().Select(e => e.GetProperty(kind).Clone())];
    }

    private static SessionCaptionHead Load(GenerationDefaults? defaults = null) => new(Decoder(), Words(), defaults ?? Defaults);

    private static OnnxSession Decoder() => OnnxSession.Load(StarterGoldens.Path("captioner", "onnx", "decoder_model_merged.onnx"));

    private static WordDecoder Words() => new(StarterGoldens.Path("captioner", "tokenizer.json"), firstWord: 4);
}

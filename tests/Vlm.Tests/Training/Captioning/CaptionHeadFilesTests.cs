using Vlm.Composition;
using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.Captioning;

public sealed class CaptionHeadFilesTests
{
    private const int Layers = 2;
    private const int Heads = 2;
    private const int Size = 8;

    [Fact]
    public async Task ExportAsync_TrainedCaptioner_WritesAFolderThatCaptionsAlike()
    {
        using TemporaryFolder folder = new();
        using CaptionTask task = CaptionCase.Task();
        TaskTraining.Run(task, 120);

        IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode> entries = await task.ExportAsync(folder.Path, CancellationToken.None);

        Assert.Equal("onnx/decoder_model_merged.onnx", (string?)entries["caption"]["decoder"]);
        using ICaptionHead head = CaptionFolder.Load(folder["captioner"], null, null, null, null, null);
        using TensorBuffer<float> rows = CaptionCase.Rows.Of(20, 21, 22, 23);
        using ImageFeatures images = new([3, 3, 3, 3], new TensorBuffer<float>(rows.Memory, [12, PatternRows.Size]));
        Assert.Equal(
            ["a dog runs in the snow", "a man sits on a red bench", "two children play", "a bird flies over water"],
            head.Caption(images).Select(caption => caption.Text));
    }

    [Fact]
    public void WriteDecoder_AnyWeights_GivesTheLossOfTheTrainingGraph()
    {
        using TemporaryFolder folder = new();
        using CaptionTask task = CaptionCase.Task();
        Write(task, folder["decoder.onnx"]);
        using OnnxSession session = OnnxSession.Load(folder["decoder.onnx"]);
        using TrainingBatch batch = task.MakeBatch([0, 1, 3], 0);
        using GraphRunner runner = new([task.Loss], threads: 1);
        using TensorBuffer<float> loss = (TensorBuffer<float>)runner.Run(batch)[0];

        // Each caption by itself, without packing, and each token's cross entropy by hand.
        double sum = 0;
        int count = 0;
        TensorBuffer<float> rows = (TensorBuffer<float>)batch.Tensors["encoder_hidden_states"];
        int[] kinds = [0, 1, 3];
        for (int i = 0; i < kinds.Length; i++)
        {
            int[] ids = [CaptionTokens.Begin, .. CaptionCase.Vocabulary.Encode(CaptionCase.Texts[kinds[i]])], labels = [.. ids.Skip(1), CaptionTokens.End];
            using TensorBuffer<float> picture = new(rows.Row(i).ToArray(), [1, PatternRows.RowCount, PatternRows.Size]);
            (float[] logits, List<TensorBuffer> present) = Run(session, ids, picture, Empty());
            present.ForEach(tensor => tensor.Dispose());
            for (int t = 0; t < ids.Length; t++)
            {
                float[] row = logits.AsSpan(t * CaptionCase.Vocabulary.Tokens.Count, CaptionCase.Vocabulary.Tokens.Count).ToArray();
                sum += 2 * (Math.Log(row.Sum(value => Math.Exp(value))) - row[labels[t]]);
                count += 2;
            }
        }

        Assert.Equal(batch.Tensors["input_ids"].Length, count);
        Assert.Equal(sum / count, loss.Span[0], 1e-3);
    }

    [Fact]
    public void WriteDecoder_TokensOneByOne_GivesTheLogitsOfAllAtOnce()
    {
        using TemporaryFolder folder = new();
        using CaptionTask task = CaptionCase.Task();
        Write(task, folder["decoder.onnx"]);
        using OnnxSession session = OnnxSession.Load(folder["decoder.onnx"]);
        using TensorBuffer<float> picture = CaptionCase.Rows.Of(1);
        int[] ids = [2, 5, 7, 6];

        (float[] all, List<TensorBuffer> last) = Run(session, ids, picture, Empty());
        (float[] first, List<TensorBuffer> past) = Run(session, ids[..2], picture, Empty());
        (float[] third, List<TensorBuffer> longer) = Run(session, ids[2..3], picture, past);
        (float[] fourth, List<TensorBuffer> end) = Run(session, ids[3..], picture, longer);

        Closeness.Within(all, [.. first, .. third, .. fourth], 1e-5);
        last.Concat(end).ToList().ForEach(tensor => tensor.Dispose());
    }

    [Fact]
    public void Write_DrawnCaptions_FollowTheProbabilitiesOfTheWords()
    {
        using CaptionTask task = CaptionCase.Task();
        using CaptionSampler sampler = new(task.Parameters, CaptionCase.Settings, CaptionCase.Vocabulary.Tokens.Count, CaptionCase.Rows, threads: 1);
        using TensorBuffer<float> rows = CaptionCase.Rows.Of(0);

        int[][] drawn = sampler.Write(rows, 400, draw: 3)[0], again = sampler.Write(rows, 400, draw: 3)[0];

        Assert.Equal(drawn, again);
        Assert.DoesNotContain(drawn.SelectMany(ids => ids), id => !CaptionTokens.IsWritten(id));

        // Untrained, all words are about as likely: each of the first words is drawn at about its share.
        int words = CaptionCase.Vocabulary.Tokens.Count - CaptionTokens.End;
        double[] shares = [.. Enumerable.Range(CaptionTokens.End, words).Select(id => drawn.Count(ids => ids[0] == id) / 400.0)];
        Assert.All(shares, share => Assert.InRange(share, 0.2 / words, 3.0 / words));
    }

    private static void Write(CaptionTask task, string path) =>
        new CaptionHeadFiles(task.Parameters, CaptionCase.Settings, CaptionCase.Vocabulary, PatternRows.RowCount, PatternRows.Size).WriteDecoder(path);

    private static List<TensorBuffer> Empty() => [.. Enumerable.Range(0, Layers * 2).Select(_ => (TensorBuffer)TensorBuffer.Rent<float>(1, Heads, 0, Size))];

    private static (float[] Logits, List<TensorBuffer> Present) Run(OnnxSession session, int[] ids, TensorBuffer<float> picture, List<TensorBuffer> past)
    {
        using TensorBuffer<long> tokens = new(Array.ConvertAll(ids, id => (long)id), [1, ids.Length]);
        string[] names = [.. Enumerable.Range(0, Layers).SelectMany(layer => new[] { $"{layer}.decoder.key", $"{layer}.decoder.value" })];
        List<SessionInput> inputs = [new("input_ids", tokens), new("encoder_hidden_states", picture), .. names.Select((name, i) => new SessionInput($"past_key_values.{name}", past[i]))];
        using SessionOutputs outputs = session.Run([.. inputs], ["logits", .. names.Select(name => $"present.{name}")]);
        using TensorBuffer<float> logits = outputs.Take<float>(0);
        List<TensorBuffer> present = [.. Enumerable.Range(1, names.Length).Select(outputs.TakeAny)];
        past.ForEach(tensor => tensor.Dispose());
        return (logits.Span.ToArray(), present);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;
using Vlm.Composition;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Generation;

namespace Vlm.Benchmarks.Ratios;

/// <summary>A model of SmolVLM-256M's size: a token against the bare runs of its two sessions, at several lengths, and what a token leaves to the garbage collector.</summary>
internal sealed class DecoderOnlyRatio : IMeasurement
{
    private const string Folder = "smolvlm-256m";
    private const int Steps = 4;
    private const int Rounds = 20;

    public string Name => "smolvlm";

    public IEnumerable<Figure> Measure()
    {
        string root = SharedFolder.Find("bench");
        if (!Directory.Exists(Path.Combine(root, Folder)))
        {
            Console.WriteLine($"skipped: there is no {root}/{Folder}.");
            yield break;
        }

        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "golden.json")));
        JsonElement expected = golden.RootElement.GetProperty(Folder);
        string picture = Path.Combine(root, expected.GetProperty("image").GetString()!);
        using IVisionLanguageModel model = Load(Path.Combine(root, Folder), Side(picture));
        yield return Fidelity(model, picture, expected);
        DecoderOnlyParts parts = model.GetService<DecoderOnlyParts>()!;
        InferenceSession embedding = NativeSession.Of(SessionsOf.Embedding(parts.Embedding));
        foreach (int length in new[] { 100, 400 })
        {
            using CausalContext context = Read(parts, picture, length);
            using BareCausalStep bare = BareCausalStep.At(embedding, parts.Decoder.Session, length + (Steps / 2));
            yield return Pairs.Ratio(
                $"{Steps} tokens behind {length} / {Steps} bare runs of embed_tokens and decoder_model_merged", Bar.AtMost(1.05),
                _ => Generate(parts, context, Steps + 1), _ =>
                {
                    for (int i = 0; i < Steps; i++)
                    {
                        bare.Run();
                    }
                });
            yield return Allocation(parts, context, length);
        }
    }

    private static IVisionLanguageModel Load(string folder, int side) => VisionLanguageModel.Load(folder, new VlmOptions
    {
        Precision = [ModelPrecision.Float32],

        // The golden's picture goes in as one tile of its own size.
        ProcessorOverrides = new JsonObject { ["do_image_splitting"] = false, ["size"] = new JsonObject { ["longest_edge"] = side } },
    });

    private static int Side(string picture)
    {
        using RgbImage decoded = Vlm.ImageDecoder.Default.Decode(ImageInput.FromFile(picture), null, CancellationToken.None);
        return decoded.Width;
    }

    private static Figure Fidelity(IVisionLanguageModel model, string picture, JsonElement golden)
    {
        const int clear = 20;
        int[] expected = [.. golden.GetProperty("fp32").GetProperty("greedy").EnumerateArray().Select(id => id.GetInt32()).Take(clear)];
        DecoderOnlyParts parts = model.GetService<DecoderOnlyParts>()!;
        long[] ids = [.. golden.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt64())];
        using CausalContext context = Read(parts, picture, ids);
        int same = Generate(parts, context, clear).Ids.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        return new Figure("greedy ids equal to the golden's", new Interval(same, same, same), $"of {clear}", Bar.AtLeast(clear), picture);
    }

    private static Figure Allocation(DecoderOnlyParts parts, CausalContext context, int length)
    {
        const int few = 4, many = 20;
        double[] bytes = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            bytes[i] = (Bytes(many) - Bytes(few)) / (double)(many - few);
        }

        return new Figure($"managed allocation per token behind {length}", Interval.OfMedian(bytes), "bytes", Bar.AtMost(1024), $"{Rounds} rounds, {many} tokens less {few}");

        long Bytes(int tokens)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Generate(parts, context, tokens);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    private static GeneratedSequence Generate(DecoderOnlyParts parts, CausalContext context, int tokens)
    {
        using CausalDecoderSteps steps = CausalDecoderSteps.Of(parts.Decoder, parts.Embedding, [context], keep: true);
        return parts.Engine.Generate(steps, new GenerationOptions { MaxNewTokens = tokens, NumBeams = 1 }, CancellationToken.None)[0][0];
    }

    private static CausalContext Read(DecoderOnlyParts parts, string picture, int length)
    {
        using PictureRows rows = parts.Read(ImageInput.FromFile(picture), null, new StageClock(), CancellationToken.None);
        long[] ids = new PromptBuilder(parts).Ids(new VisionPrompt(ImageInput.FromFile(picture), string.Join(' ', Enumerable.Repeat("a", length))), PromptTask.Question, [rows]);
        return Read(parts, [rows], ids[..length]);
    }

    private static CausalContext Read(DecoderOnlyParts parts, string picture, long[] ids)
    {
        using PictureRows rows = parts.Read(ImageInput.FromFile(picture), null, new StageClock(), CancellationToken.None);
        return Read(parts, [rows], ids);
    }

    private static CausalContext Read(DecoderOnlyParts parts, PictureRows[] rows, long[] ids)
    {
        using CausalPrompt prompt = new PromptBuilder(parts).Build(ids, rows, CancellationToken.None);
        return CausalContext.Read(parts.Decoder, prompt, prompt.Length, 0, CancellationToken.None);
    }
}

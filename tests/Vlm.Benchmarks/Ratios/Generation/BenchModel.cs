using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Benchmarks.Ratios.Generation;

/// <summary>A model of real size beside the clone, with its picture and the ids that Python generates.</summary>
/// <param name="name">The folder.</param>
/// <param name="question">What it is asked; null where it captions.</param>
internal sealed class BenchModel(string name, string? question)
{
    /// <summary>As many of the golden's ids are clear of each other by more than what differs between processors.</summary>
    public const int Clear = 20;

    private static readonly string Root = SharedFolder.Find("bench");
    private readonly Lazy<JsonElement> _golden = new(() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, "golden.json"))).RootElement.GetProperty(name));

    public string Name => name;

    public string Folder => Path.Combine(Root, name);

    public bool Exists => Directory.Exists(Folder);

    public string Picture => Path.Combine(Root, _golden.Value.GetProperty("image").GetString()!);

    /// <summary>The greedy ids of full precision.</summary>
    public int[] Expected => [.. _golden.Value.GetProperty("fp32").GetProperty("greedy").EnumerateArray().Select(id => id.GetInt32()).Take(Clear)];

    /// <summary>What transformers.js is told: what to do, and the question.</summary>
    public string[] PeerArguments => question is null ? ["caption"] : ["answer", question];

    public IVisionLanguageModel Load() => VisionLanguageModel.Load(Folder, new VlmOptions
    {
        Precision = [ModelPrecision.Float32],

        // The golden's picture goes in as one tile of its own size.
        ProcessorOverrides = question is null ? null : new JsonObject { ["do_image_splitting"] = false, ["size"] = new JsonObject { ["longest_edge"] = 512 } },
    });

    /// <summary>The whole way from the picture's file to the text, greedy.</summary>
    public IReadOnlyList<int> Write(IVisionLanguageModel model, int tokens)
    {
        GenerationOptions options = new() { MaxNewTokens = tokens, NumBeams = 1, DoSample = false };
        ImageInput picture = ImageInput.FromFile(Picture);
        return question is null
            ? model.CaptionAsync([picture], options).GetAwaiter().GetResult()[0].Ids
            : Ask(model, [question], tokens)[0].Ids!;
    }

    /// <summary>Several questions about the one picture, in one call.</summary>
    public IReadOnlyList<Answer> Ask(IVisionLanguageModel model, IReadOnlyList<string> questions, int tokens)
    {
        ImageInput picture = ImageInput.FromFile(Picture);
        AnswerOptions options = new() { Generation = new GenerationOptions { MaxNewTokens = tokens, NumBeams = 1, DoSample = false } };
        return model.AnswerAsync([.. questions.Select(asked => new VisionPrompt(picture, asked))], options).GetAwaiter().GetResult();
    }
}

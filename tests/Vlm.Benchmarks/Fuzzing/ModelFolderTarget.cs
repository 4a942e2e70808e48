using System.Text.Json.Nodes;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Loads model folders of every family with one damaged file, and asks of what could be loaded all that it can.</summary>
internal sealed class ModelFolderTarget : FuzzTarget
{
    private const int LargestJson = 1 << 16;
    private static readonly string[] Words = ["null", "true", "0", "1", "-1", "2", "3", "7", "1000000", "2147483647", "-2147483648", "1e308", "0.5", "\"\"", "\"a\"", "[]", "{}", "[0]", "[[]]", "[null]", "{\"\":{}}", "99999999999999999999"];
    private static readonly string[] Names = ["\"model_type\"", "\"size\"", "\"hidden_size\"", "\"eos_token_id\"", "\"a\"", "\"\""];

    private readonly string _folder = Directory.CreateTempSubdirectory("vlm-fuzz-folders-").FullName;
    private readonly List<(string Model, string File, Func<long, byte[]> Make)> _files = [];

    /// <param name="models">The folder with a whole model of each family (models/tiny).</param>
    /// <param name="seed">Of the damage.</param>
    /// <param name="damagesSessions">Whether the .onnx files are damaged, as bytes; otherwise the JSON files, as values.</param>
    public ModelFolderTarget(string models, ulong seed, bool damagesSessions)
    {
        byte[][] values = [.. Words.Select(System.Text.Encoding.UTF8.GetBytes)], names = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];
        foreach (string model in Directory.GetDirectories(models).Order(StringComparer.Ordinal))
        {
            string copy = Path.Combine(_folder, Path.GetFileName(model));
            foreach (string file in Directory.GetFiles(model, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}golden{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
            {
                string relative = Path.GetRelativePath(model, file);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, relative))!);
                System.IO.File.Copy(file, Path.Combine(copy, relative));
                byte[] whole = System.IO.File.ReadAllBytes(file);
                if (damagesSessions && file.EndsWith(".onnx", StringComparison.Ordinal))
                {
                    Mutator bytes = new([whole], [[0], [0xFF], [8, 1], [10, 0], "logits"u8.ToArray(), "MatMul"u8.ToArray(), "Cast"u8.ToArray()], 0, whole.Length * 2);
                    _files.Add((copy, relative, index => bytes.Make(seed, index)));
                }
                else if (!damagesSessions && file.EndsWith(".json", StringComparison.Ordinal) && whole.Length < LargestJson && JsonNode.Parse(whole) is JsonObject)
                {
                    JsonMutator json = new([whole], [], values, names, damagesBytes: true);
                    _files.Add((copy, relative, index => json.Make(seed, index)));
                }
            }
        }
    }

    public override IReadOnlyList<string> Endings { get; } = ["Used", "CallRefused", "Refused"];

    public override byte[] File(long index) => _files[(int)(index % _files.Count)].Make(index);

    /// <summary>Which file the damage of an index falls on.</summary>
    public string NameOf(long index) => Path.GetRelativePath(_folder, Path.Combine(_files[(int)(index % _files.Count)].Model, _files[(int)(index % _files.Count)].File));

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override int Read(byte[] file, long index)
    {
        (string folder, string name, _) = _files[(int)(index % _files.Count)];
        string path = Path.Combine(folder, name);
        byte[] whole = System.IO.File.ReadAllBytes(path);
        System.IO.File.WriteAllBytes(path, file);
        try
        {
            using IVisionLanguageModel model = VisionLanguageModel.Load(folder);
            Lap();
            return UseAsync(model).GetAwaiter().GetResult() ? 0 : 1;
        }
        catch (VlmException)
        {
            return 2;
        }
        finally
        {
            System.IO.File.WriteAllBytes(path, whole);
        }
    }

    private async Task<bool> UseAsync(IVisionLanguageModel model)
    {
        ImageInput picture = Picture();
        GenerationOptions few = new() { MaxNewTokens = 3 };
        (ModelCapabilities Needed, Func<Task> Call)[] calls =
        [
            (ModelCapabilities.Caption, () => model.CaptionAsync([picture], few)),
            (ModelCapabilities.Answer, () => model.AnswerAsync([new VisionPrompt(picture, "What is it?")], new AnswerOptions { Generation = few })),
            (ModelCapabilities.EmbedImages, () => model.EmbedImagesAsync([picture])),
            (ModelCapabilities.EmbedTexts, () => model.EmbedTextsAsync(["a dog"])),
            (ModelCapabilities.Score, () => model.ScoreAsync([picture], ["a dog", "a cat"])),
            (ModelCapabilities.Detect, () => model.GetService<IObjectDetector>()!.DetectAsync([picture], ["a dog"])),
        ];
        bool refused = false;
        foreach ((ModelCapabilities needed, Func<Task> call) in calls.Where(call => model.Info.Can(call.Needed)))
        {
            try
            {
                await call().ConfigureAwait(false);
            }
            catch (Exception e) when (e is VlmException or NotSupportedException)
            {
                refused = true;
            }

            Lap();
        }

        return !refused;
    }

    private static ImageInput Picture()
    {
        byte[] pixels = new byte[40 * 30 * 3];
        new Random(1).NextBytes(pixels);
        return ImageInput.FromPixels(pixels, 40, 30);
    }
}

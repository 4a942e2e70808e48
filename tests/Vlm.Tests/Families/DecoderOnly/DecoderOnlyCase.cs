using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>One case of a decoder-only family's reference outputs.</summary>
internal sealed class DecoderOnlyCase
{
    private static readonly string[] Chat = ["smolvlm", "llava", "gemma3", "qwen2_vl", "qwen2_5_vl", "qwen3_vl", "lfm2_vl"];

    private DecoderOnlyCase(string family, JsonElement json)
    {
        Family = family;
        Json = json;
    }

    /// <summary>The families of this kind, by the names of their folders.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. Chat, "paligemma", "moondream1"];

    public string Family { get; }

    public JsonElement Json { get; }

    public string Name => Json.Text("name");

    public string[] Pictures => Json.Strings("images");

    public int[] InputIds => Json.Ints("input_ids");

    public int[] GreedyIds => Json.GetProperty("greedy").Ints("ids");

    public int MaxNewTokens => Json.GetProperty("greedy").GetProperty("max_new_tokens").GetInt32();

    /// <summary>Whether pictures are cut into tiles, where the family does so.</summary>
    public bool Splits => !Json.TryGetProperty("options", out _);

    /// <summary>The prompt as a caller of the library writes it: a conversation, or a task of PaliGemma's.</summary>
    public VisionPrompt Prompt()
    {
        ImageInput[] images = [.. Pictures.Select(name => ImageInput.FromFile(Picture(Family, name)))];
        if (Json.TryGetProperty("messages", out JsonElement messages))
        {
            return new VisionPrompt(images, [.. messages.EnumerateArray().Select(ChatMessage.FromJson)]);
        }

        string prompt = Json.Text("prompt");
        return Family == "moondream1" ? new VisionPrompt(images, Turns(prompt, images.Length)) : new VisionPrompt(images, prompt);
    }

    public static DecoderOnlyCase Of(string family, string name) => new(family, Cases(family).First(json => json.Text("name") == name));

    public static IEnumerable<JsonElement> Cases(string family) => Golden(family).GetProperty("cases").EnumerateArray();

    /// <summary>Every case of every family.</summary>
    public static TheoryData<string, string> All() => Where(_ => true);

    /// <summary>The cases that a caller can ask: an empty text stands for a caption, so that PaliGemma's empty task is no prompt of anybody's.</summary>
    public static TheoryData<string, string> Asked() => Where(json => json.TryGetProperty("messages", out _) || json.Text("prompt").Length > 0);

    /// <summary>The cases whose beams are clear of ties.</summary>
    public static TheoryData<string, string> WithBeams() => Where(json => json.TryGetProperty("beam", out _));

    public static JsonElement Golden(string family) => GoldenJson.Read(ModelsFolder.Find("tiny", family, "golden", "cases.json"));

    public static SafetensorsFile Tensors(string family) => SafetensorsFile.Read(ModelsFolder.Find("tiny", family, "golden", "tensors.safetensors"));

    public static string Picture(string family, string name) => ModelsFolder.Find("tiny", family, "golden", "images", name);

    private static TheoryData<string, string> Where(Func<JsonElement, bool> wanted)
    {
        TheoryData<string, string> found = [];
        foreach (string family in Families)
        {
            foreach (JsonElement json in Cases(family).Where(wanted))
            {
                found.Add(family, json.Text("name"));
            }
        }

        return found;
    }

    // Moondream's cases give the written form; a caller gives questions and answers.
    private static ChatMessage[] Turns(string prompt, int pictures)
    {
        List<ChatMessage> turns = [];
        foreach (string part in prompt.Split("\n\n"))
        {
            if (part.StartsWith("Question: ", StringComparison.Ordinal))
            {
                ChatContent[] shown = [.. Enumerable.Repeat(ChatContent.Image, turns.Count == 0 ? pictures : 0)];
                turns.Add(new ChatMessage("user", [.. shown, ChatContent.Text(part["Question: ".Length..])]));
            }
            else if (part.StartsWith("Answer: ", StringComparison.Ordinal))
            {
                turns.Add(new ChatMessage("assistant", [ChatContent.Text(part["Answer: ".Length..])]));
            }
        }

        return [.. turns];
    }
}

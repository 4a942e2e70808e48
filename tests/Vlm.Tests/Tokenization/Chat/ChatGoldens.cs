using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization.Chat;

/// <summary>The conversations of golden/chat with what transformers makes of them.</summary>
internal static class ChatGoldens
{
    /// <summary>Every case of every file: the file's name and the case's place in it.</summary>
    public static TheoryData<string, int> Conversations()
    {
        TheoryData<string, int> rows = [];
        foreach (string file in Directory.EnumerateFiles(GoldenFolder.Path("chat"), "*.json").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (name != "expressions")
            {
                for (int i = 0; i < Read(name).GetProperty("cases").GetArrayLength(); i++)
                {
                    rows.Add(name, i);
                }
            }
        }

        return rows;
    }

    public static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("chat", name + ".json"))).RootElement;

    public static ChatTemplate Template(JsonElement golden) => ChatTemplate.FromText(
        File.ReadAllText(GoldenFolder.Path("chat", golden.GetProperty("template").GetString()!)),
        golden.GetProperty("special_tokens").EnumerateObject().ToDictionary(token => token.Name, token => token.Value.GetString()!));

    public static RenderedChat Render(JsonElement golden, JsonElement row) =>
        Template(golden).Render([.. row.GetProperty("messages").EnumerateArray().Select(ChatMessage.FromJson)], new ChatTemplateOptions
        {
            Tools = Optional(row, "tools"),
            Documents = Optional(row, "documents"),
            Variables = Optional(row, "variables"),
            AddGenerationPrompt = Optional(row, "add_generation_prompt") is { ValueKind: JsonValueKind.True },
            ContinueFinalMessage = Optional(row, "continue_final_message") is { ValueKind: JsonValueKind.True },
            Now = golden.GetProperty("now").GetDateTimeOffset(),
        });

    public static JsonElement? Optional(JsonElement row, string key) => row.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

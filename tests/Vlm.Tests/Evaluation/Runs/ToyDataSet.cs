using System.Text;
using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation;

/// <summary>Ten pictures of the toy's kind (text files) in two splits, with captions and questions; the fourth test picture cannot be read.</summary>
internal static class ToyDataSet
{
    public const int Pictures = 10;

    public static string Write(DataFolder folder, bool withBadPicture = true)
    {
        StringBuilder lines = new();
        for (int i = 0; i < Pictures; i++)
        {
            string text = withBadPicture && i == 6 ? "bad" : $"{new string('a', i + 1)} {new string('b', Pictures - i)} c";
            folder.Write($"images/{i}.jpg", text);
            string split = i < 3 ? "train" : "test";
            lines.Append($$"""{"image": "{{i}}.jpg", "split": "{{split}}", "captions": ["{{new string('a', i + 1)}} {{new string('b', Pictures - i)}} c", "a picture of number {{i}}"]}""").Append('\n');
            lines.Append($$"""{"image": "{{i}}.jpg", "split": "{{split}}", "id": "q{{i}}", "question": "What color is it?", "type": "color", "answers": ["{{(i % 2 == 0 ? "brown" : "black")}}", "brown"]}""").Append('\n');
        }

        return folder.Write("data.jsonl", lines.ToString());
    }
}

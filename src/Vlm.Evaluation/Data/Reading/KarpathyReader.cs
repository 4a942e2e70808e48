namespace Vlm.Evaluation.Reading;

/// <summary>Karpathy's JSON: <c>images[]</c> with <c>filename</c>, <c>filepath</c>?, <c>split</c> and <c>sentences[].raw</c>.</summary>
internal static class KarpathyReader
{
    public static void Read(JsonNode root, DataSetBuilder builder)
    {
        foreach (JsonNode image in root.Items("images"))
        {
            string name = image.Text("filename");
            string picture = image.Find("filepath") is { } folder && builder.Pictures.Contains($"{folder.Text()}/{name}") ? $"{folder.Text()}/{name}" : name;
            string id = (image.Find("imgid") ?? image.Require("filename", "the picture's name")).Id();
            if (builder.Add(id, picture, image.Find("split")?.Text(), image.Place) is not { } draft)
            {
                continue;
            }

            foreach (JsonNode sentence in image.Items("sentences"))
            {
                builder.AddCaption(draft, sentence.Text("raw"), sentence.Place);
            }
        }
    }
}

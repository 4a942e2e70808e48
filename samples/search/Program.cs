// Indexes a folder of pictures, saves the index, and finds by words, by a picture, and by both.
// dotnet run --project samples/search [FOLDER [TEXT...]]
using Vlm;
using Vlm.Samples;
using Vlm.Search;

string folder = args.Length > 0 ? args[0] : Clone.Picture("");
string[] texts = args.Length > 1 ? args[1..] : ["a soccer player kicks a ball", "a boat on the water"];
string file = Path.Combine(Path.GetTempPath(), $"sample-{Environment.ProcessId}.vlmindex");

using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
FolderIndexReport report = await FolderIndexer.UpdateFileAsync(file, folder, model);
Console.WriteLine($"{report.Added} pictures indexed, {report.Skipped.Count} skipped");

ImageIndex index = ImageIndex.Load(file, model.Info);
foreach (string text in texts)
{
    Print($"'{text}'", await model.EmbedTextAsync(text));
}

string like = Path.Combine(folder, index.Ids[0]);
Embedding picture = await model.EmbedImageAsync(like);
Print($"like {index.Ids[0]}", picture);
Print($"like {index.Ids[0]} and '{texts[0]}'", ImageIndex.Combine(picture, await model.EmbedTextAsync(texts[0])));
File.Delete(file);

void Print(string query, Embedding embedding)
{
    Console.WriteLine($"{query}:");
    foreach (SearchResult result in index.Search(embedding, top: 3))
    {
        Console.WriteLine($"    {result.Score,6:0.000}  {result.Id}");
    }
}

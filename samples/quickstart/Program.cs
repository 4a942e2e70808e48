// A caption, an answer and a search result for photographs of this repository, offline.
// dotnet run --project samples/quickstart
using Vlm;
using Vlm.Samples;
using Vlm.Search;

using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();

foreach (string name in new[] { "soccer.jpg", "basketball.png", "lake.jpg", "chelsea.png", "coffee.png" })
{
    Caption caption = await model.CaptionAsync(Clone.Picture(name));
    var tags = await model.GetService<IImageClassifier>()!.ClassifyAsync([Clone.Picture(name)], new ClassificationOptions { Top = 1 });
    Console.WriteLine($"{name,-14} caption: {caption.Text} (tag: {tags[0][0]})");
}

Answer answer = await model.AnswerAsync(Clone.Picture("soccer.jpg"), "What is the man doing?");
Console.WriteLine($"soccer.jpg     What is the man doing? {answer.Text} ({answer.Probability:P0})");

ImageIndex index = ImageIndex.Create(model.Info.EmbeddingSpace!, model.Info.EmbeddingSize!.Value);
await FolderIndexer.UpdateAsync(index, Clone.Picture(""), model);
foreach (SearchResult found in index.Search(await model.EmbedTextAsync("a soccer player kicks a ball"), top: 3))
{
    Console.WriteLine($"search         'a soccer player kicks a ball': {found.Id} ({found.Score:0.000})");
}

// Describes pictures, with the image encoder's own classes beside each caption, then streams one caption word by word.
// dotnet run --project samples/caption [PICTURE...]
using Vlm;
using Vlm.Samples;

string[] own = ["soccer.jpg", "basketball.png", "lake.jpg", "chelsea.png", "coffee.png"];
string[] pictures = args.Length > 0 ? args : [.. own.Select(Clone.Picture)];

using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
ImageInput[] images = [.. pictures.Select(ImageInput.FromFile)];
IReadOnlyList<Caption> captions = await model.CaptionAsync(images);
IReadOnlyList<IReadOnlyList<LabelScore>> tags = await model.GetService<IImageClassifier>()!.ClassifyAsync(images, new ClassificationOptions { Top = 3 });

for (int i = 0; i < pictures.Length; i++)
{
    Console.WriteLine($"{Path.GetFileName(pictures[i])}: {captions[i].Text}");
    Console.WriteLine($"    tags: {string.Join(", ", tags[i])}");
}

// The captioner has learned from photographs of people and dogs only: of a cat or a cup it says nonsense, and the tags tell.
Console.Write("streamed: ");
await foreach (TextUpdate update in model.StreamAsync(new VisionPrompt(images[0], ""), new GenerationOptions { MaxNewTokens = 12 }))
{
    Console.Write(update.Text);
}

Console.WriteLine();

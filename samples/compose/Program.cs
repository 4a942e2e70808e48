// Composes models by hand: an image encoder, a text encoder, each fusion, heads; then a fusion of one's own before the trained head.
// dotnet run --project samples/compose [PICTURE QUESTION]
using Vlm;
using Vlm.Samples;

string picture = args.Length > 0 ? args[0] : Clone.Picture("soccer.jpg");
string question = args.Length > 1 ? args[1] : "What is the man doing?";

foreach (FusionKind kind in Enum.GetValues<FusionKind>())
{
    using IVisionLanguageModel model = Encoders().AddQuestionAnswering(Clone.Model("vqa"), kind).Build();
    await Ask(kind.ToString(), model);
}

// The head cannot tell who feeds it: any fusion of its size fits, and one that ignores the words answers accordingly.
using (IVisionLanguageModel own = Encoders()
    .AddQuestionAnswering(new PictureOnlyFusion(size: 768), AnswerHead.Load(Clone.Model("vqa", "cross_attention")))
    .AddCaptioning(Clone.Model("captioner"))
    .AddRetrieval(Clone.Model("retrieval"))
    .Build())
{
    await Ask("a fusion of one's own, untrained", own);
    Console.WriteLine($"it can: {own.Info.Capabilities}");
    Console.WriteLine($"caption: {await own.CaptionAsync(picture)}");
    Console.WriteLine($"'a soccer player': cosine {(await own.ScoreAsync(picture, "a soccer player")).Cosine:0.000}");
}

static VisionLanguageModelBuilder Encoders() => VisionLanguageModel.CreateBuilder()
    .UseImageEncoder(OnnxImageEncoder.Load(Clone.Model("image-encoder")))
    .UseTextEncoder(OnnxTextEncoder.Load(Clone.Model("text-encoder")));

async Task Ask(string name, IVisionLanguageModel model)
{
    Answer answer = await model.AnswerAsync(picture, question, new AnswerOptions { Top = 3 });
    Console.WriteLine($"{name}: {question} {string.Join(", ", answer.Candidates)}");
}

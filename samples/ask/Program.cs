// Answers questions about a picture: the best answers with their probabilities, then a choice among a few.
// dotnet run --project samples/ask [PICTURE QUESTION...]
using Vlm;
using Vlm.Samples;

string picture = args.Length > 0 ? args[0] : Clone.Picture("soccer.jpg");
string[] questions = args.Length > 1 ? args[1..] : ["What is the man doing?", "How many people are there?", "What color is the shirt?", "Is there a dog in the picture?"];

using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();

// One ImageInput in every prompt: the picture is encoded once.
ImageInput image = picture;
IReadOnlyList<Answer> answers = await model.AnswerAsync([.. questions.Select(question => new VisionPrompt(image, question))], new AnswerOptions { Top = 3 });
foreach ((string question, Answer answer) in questions.Zip(answers))
{
    Console.WriteLine($"{question} {answer.Text}");
    Console.WriteLine($"    {string.Join(", ", answer.Candidates)}");
}

Answer chosen = await model.AnswerAsync(image, "Is there a dog in the picture?", new AnswerOptions { Choices = ["yes", "no"] });
Console.WriteLine($"Is there a dog in the picture, yes or no? {chosen.Text} ({chosen.Probability:P0})");

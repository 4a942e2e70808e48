namespace Vlm.Evaluation.Reading;

/// <summary>VQA v2: <c>questions[]</c> in one file, <c>annotations[]</c> with the people's answers in another; pictures named by COCO's rule.</summary>
internal static class VqaV2Reader
{
    public static void Read(JsonNode questions, JsonNode annotations, DataSetBuilder builder)
    {
        string? split = questions.Find("data_subtype")?.Text();
        Dictionary<string, JsonNode> answers = new(StringComparer.Ordinal);
        foreach (JsonNode annotation in annotations.Items("annotations"))
        {
            string id = annotation.Require("question_id", "the id of a question").Id();
            if (!answers.TryAdd(id, annotation))
            {
                builder.Report(DataProblemKind.DuplicateId, id, annotation.Place, "this question has annotations for the second time; the second ones are left out.");
            }
        }

        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (JsonNode question in questions.Items("questions"))
        {
            string id = question.Require("question_id", "the question's id").Id();
            string image = question.Require("image_id", "the picture's id").Id();
            string picture = names.TryGetValue(image, out string? known) ? known : names[image] = PictureOf(image, split, builder.Pictures);
            string text = question.Text("question");
            if (builder.AddOrFind(image, picture, SplitOf(split), question.Place) is not { } draft)
            {
                continue;
            }

            bool answered = answers.Remove(id, out JsonNode annotation);
            builder.AddQuestion(
                draft, id, text, answered ? QuestionListReader.Answers(annotation) : [], answered ? annotation.Find("question_type")?.Text() : null, question.Place);
        }

        foreach ((string id, JsonNode annotation) in answers)
        {
            if (builder.Find(annotation.Find("image_id")?.Id() ?? "") is not { Missing: true })
            {
                builder.Report(DataProblemKind.Unanswered, id, annotation.Place, "no question has this id; its answers are left out.");
            }
        }
    }

    // COCO_val2014_000000000042.jpg in 2014, 000000000042.jpg in 2017.
    private static string PictureOf(string image, string? subtype, IPictureSource pictures)
    {
        string number = image.PadLeft(12, '0');
        string[] candidates = [$"COCO_{subtype}_{number}.jpg", $"{number}.jpg", $"{subtype}/COCO_{subtype}_{number}.jpg", $"{image}.jpg", image];
        return Array.Find(candidates, pictures.Contains) ?? candidates[0];
    }

    private static string? SplitOf(string? subtype) => subtype?.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}

namespace Vlm.Training;

/// <summary>The kinds of questions that captions answer.</summary>
internal static class QuestionTypes
{
    public const string Exist = "exist";
    public const string Color = "color";
    public const string Count = "count";
    public const string Activity = "activity";
    public const string Kind = "kind";
    public const string Place = "place";
}

using Vlm.Composition.Generative;
using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Families.PaliGemma;

/// <summary>PaliGemma's form: all image tokens, the token that begins texts, a task in a few words, a line break.</summary>
/// <param name="imageToken">Stands for one row.</param>
/// <param name="begin">The token that begins texts.</param>
internal sealed class PaliGemmaForm(string imageToken, string begin) : IPromptForm
{
    private const string CaptionTask = "caption en";

    // What the published models were trained to be asked; anything else is a question.
    private static readonly string[] Tasks = ["answer", "caption", "cap", "describe", "detect", "ocr", "question", "segment"];

    public string Placeholder => imageToken;

    public bool Converses => false;

    public bool? AddsSpecialTokens => false;

    public string Write(VisionPrompt prompt, PromptTask task)
    {
        if (prompt.Messages is not null)
        {
            throw new NotSupportedException("PaliGemma is asked one thing at a time and holds no conversation. Pass the question alone.");
        }

        if (prompt.Images.Count == 0)
        {
            throw new InvalidInputException("PaliGemma reads pictures with a task; this prompt has no picture. Give one.");
        }

        string text = task == PromptTask.Caption && prompt.Text.Length == 0 ? CaptionTask : prompt.Text;
        int last = text.LastIndexOf(imageToken, StringComparison.Ordinal);
        string asked = task == PromptTask.Question && last < 0 && !IsTask(text) ? $"answer en {text}" : text;
        return last < 0
            ? $"{ImageTokens.Repeat(imageToken, prompt.Images.Count)}{begin}{asked}\n"
            : $"{asked.Insert(last + imageToken.Length, begin)}\n";
    }

    public string Expand(PictureLayout picture) => ImageTokens.Repeat(imageToken, picture.Rows);

    private static bool IsTask(string text) => Array.Exists(Tasks, task => text == task || text.StartsWith(task + " ", StringComparison.Ordinal));
}

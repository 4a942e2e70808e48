using System.Text;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Families.Moondream;

/// <summary>Moondream's form: pictures on lines of their own, then questions and answers in turn.</summary>
internal sealed class MoondreamForm(string imageToken) : IPromptForm
{
    public string Placeholder => imageToken;

    public bool Converses => true;

    public bool? AddsSpecialTokens => null;

    public string Write(VisionPrompt prompt, PromptTask task)
    {
        StringBuilder text = new();
        string request = task == PromptTask.Caption && prompt.Text.Length == 0 ? ChatForm.CaptionRequest : prompt.Text;
        foreach (ChatMessage message in prompt.Messages ?? [ChatForm.Ask(prompt.Images.Count, request)])
        {
            Append(text, message);
        }

        return text.Append(text.Length > 0 ? "\n\nAnswer:" : "Answer:").ToString();
    }

    public string Expand(PictureLayout picture) => ImageTokens.Repeat(imageToken, picture.Rows);

    private void Append(StringBuilder text, ChatMessage message)
    {
        (int pictures, string words) = MessageParts.Of(message);
        for (int i = 0; i < pictures; i++)
        {
            text.Append(text.Length > 0 ? "\n\n" : "").Append(imageToken);
        }

        switch (message.Role)
        {
            case "assistant":
                text.Append("\n\nAnswer: ").Append(words);
                break;
            case "user":
                text.Append(text.Length > 0 ? "\n\n" : "").Append("Question: ").Append(words);
                break;
            default:
                throw new NotSupportedException($"Moondream's form knows questions and answers, but no message of role '{message.Role}'. Put what it says into the question.");
        }
    }
}

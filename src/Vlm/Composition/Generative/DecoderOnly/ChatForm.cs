namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>A family that is asked through its folder's chat template.</summary>
/// <param name="template">The folder's.</param>
/// <param name="placeholder">What the template writes for a picture.</param>
/// <param name="expand">What takes its place.</param>
internal sealed class ChatForm(ChatTemplate template, string placeholder, Func<PictureLayout, string> expand) : IPromptForm
{
    /// <summary>What a chat model is asked for a caption.</summary>
    public const string CaptionRequest = "Describe this image.";

    private static readonly ChatTemplateOptions Answering = new() { AddGenerationPrompt = true };

    public string Placeholder => placeholder;

    public bool Converses => true;

    public bool? AddsSpecialTokens => null;

    /// <summary>A user's message: pictures, then words.</summary>
    public static ChatMessage Ask(int pictures, string text) => new("user", [.. Enumerable.Repeat(ChatContent.Image, pictures), ChatContent.Text(text)]);

    public string Write(VisionPrompt prompt, PromptTask task) => template.Render(prompt.Messages ?? [Ask(prompt.Images.Count, Request(prompt.Text, task))], Answering).Text;

    public string Expand(PictureLayout picture) => expand(picture);

    private static string Request(string text, PromptTask task) => task == PromptTask.Caption && text.Length == 0 ? CaptionRequest : text;
}

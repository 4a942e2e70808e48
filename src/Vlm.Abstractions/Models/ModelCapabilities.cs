namespace Vlm;

/// <summary>What a model can do; asked before, so that no call has to fail to find out.</summary>
[Flags]
public enum ModelCapabilities
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="IVisionLanguageModel.CaptionAsync"/>.</summary>
    Caption = 1,

    /// <summary><see cref="IVisionLanguageModel.AnswerAsync"/>.</summary>
    Answer = 2,

    /// <summary><see cref="IVisionLanguageModel.EmbedImagesAsync"/>.</summary>
    EmbedImages = 4,

    /// <summary><see cref="IVisionLanguageModel.EmbedTextsAsync"/>.</summary>
    EmbedTexts = 8,

    /// <summary><see cref="IVisionLanguageModel.ScoreAsync"/>, and with it zero-shot classification.</summary>
    Score = 16,

    /// <summary><see cref="IVisionLanguageModel.StreamAsync"/>.</summary>
    Stream = 32,

    /// <summary>The image encoder's own classes, through <see cref="IImageClassifier"/>.</summary>
    Classify = 64,

    /// <summary>Labelled regions, through <see cref="IObjectDetector"/>.</summary>
    Detect = 128,

    /// <summary>Conversations, through <see cref="IConversationalModel"/>.</summary>
    Chat = 256,
}

using Vlm.Folders;

namespace Vlm.Families;

/// <summary>A kind of model folder: how it is recognised and how its sessions are wired. Wiring only; no computation.</summary>
internal interface IModelFamily
{
    /// <summary>The name that error messages and <c>vlm inspect model</c> show.</summary>
    string Name { get; }

    /// <summary>Whether the folder is of this kind, judged by its JSON files alone.</summary>
    bool Matches(ModelFolder folder);

    /// <summary>Opens the sessions.</summary>
    IVisionLanguageModel Load(ModelFolder folder, VlmOptions options);
}

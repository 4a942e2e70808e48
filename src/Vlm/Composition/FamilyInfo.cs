using Vlm.Folders;

namespace Vlm.Composition;

/// <summary>What a model of a published folder says of itself.</summary>
internal static class FamilyInfo
{
    public static ModelInfo Describe(FolderSessions sessions, ModelCapabilities capabilities, int? embeddingSize = null, string? embeddingSpace = null) => new()
    {
        Name = ModelCard.NameOf(sessions.Folder),
        License = ModelCard.LicenseOf(sessions.Folder),
        Source = sessions.Folder.Path,
        Capabilities = capabilities,
        EmbeddingSize = embeddingSize,
        EmbeddingSpace = embeddingSpace,
        Sessions = sessions.Opened,
    };
}

using Vlm.Folders;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>Finds and opens the sessions of a folder.</summary>
internal static class SessionFiles
{
    /// <summary>Opens the named session, or the first of the candidates that the folder has.</summary>
    public static OnnxSession Load(ModelFolder folder, string? named, ReadOnlySpan<string> candidates, VlmOptions? options) =>
        FolderSessions.OpenFile(folder, Find(folder, named, candidates), options);

    /// <summary>The named session, or the first of the candidates that the folder has; relative to the folder.</summary>
    public static string Find(ModelFolder folder, string? named, ReadOnlySpan<string> candidates)
    {
        if (named is null)
        {
            foreach (string candidate in candidates)
            {
                if (folder.Has(candidate))
                {
                    return candidate;
                }
            }
        }

        if (named is null || !folder.Has(named))
        {
            string expected = named ?? string.Join(" or ", candidates.ToArray());
            string found = folder.OnnxFiles.Count == 0 ? "no .onnx file" : string.Join(", ", folder.OnnxFiles);
            throw new ModelFolderException(folder.Path, $"expected {expected}, found {found}.");
        }

        return named;
    }

    /// <summary>Makes a stage of an open session; the session is closed again if that fails.</summary>
    public static T Guard<T>(OnnxSession session, Func<T> make)
    {
        try
        {
            return make();
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}

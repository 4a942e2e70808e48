using System.Text;
using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>Reads the text files of the older forms, with limits before anything is allocated.</summary>
internal static class VocabularyText
{
    private const long MostBytes = 256L << 20;

    /// <summary>The file's bytes.</summary>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= MostBytes ? File.ReadAllBytes(path) : throw new ModelFolderException(path, $"{length} bytes are more than the {MostBytes} that a vocabulary may have.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message} Fetch the file, or pass the folder that holds it.", innerException: e);
        }
    }

    /// <summary>The lines without their ends; only line feed and carriage return end one. An empty line at the file's end is none.</summary>
    public static string[] ReadLines(string path)
    {
        byte[] bytes = ReadBytes(path);
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            throw new ModelFolderException(path, "it is not UTF-8. Fetch the file again.");
        }

        string[] lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].EndsWith('\r') ? lines[i][..^1] : lines[i];
        }

        return lines.Length > 0 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}

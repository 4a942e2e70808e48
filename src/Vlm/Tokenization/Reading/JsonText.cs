using System.Text.Json;

namespace Vlm.Tokenization;

/// <summary>Texts of a JSON file, written straight into memory that is there already.</summary>
internal static class JsonText
{
    /// <summary>More code units than the reader's text has.</summary>
    public static int MostLength(in Utf8JsonReader reader) => reader.ValueSpan.Length;

    /// <summary>Writes the reader's text and returns its length.</summary>
    /// <param name="target">Room for <see cref="MostLength"/> code units.</param>
    /// <param name="reader">Stands on a string or the name of a property.</param>
    /// <param name="part">What is being read; for the error.</param>
    /// <exception cref="ModelFolderException">The text is half of a surrogate pair.</exception>
    public static int CopyTo(Span<char> target, ref Utf8JsonReader reader, JsonPart part)
    {
        try
        {
            return reader.CopyString(target);
        }
        catch (InvalidOperationException e)
        {
            throw new ModelFolderException(part.File.Path, $"a text in it is not Unicode: {e.Message} Fetch the file again.", part.Path, e);
        }
    }
}

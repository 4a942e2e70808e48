using System.Text;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Reads the messages of an .onnx file so that one that is not whole, at whatever depth, is an error and not a shorter model.</summary>
internal static class WholeReading
{
    /// <summary>The next field; false at the end of the message.</summary>
    /// <exception cref="ModelFolderException">The message is not whole.</exception>
    public static bool Next(this ref ProtobufReader message, string path) => message.Next() || (message.Damaged ? throw Damaged(path) : false);

    /// <summary>The contents of a field that is a message or a text.</summary>
    /// <exception cref="ModelFolderException">It is a number.</exception>
    public static ReadOnlyMemory<byte> Contents(this in ProtobufReader field, string path) => field.IsBytes ? field.Bytes : throw Damaged(path);

    /// <summary>The text of a field.</summary>
    /// <exception cref="ModelFolderException">It is a number.</exception>
    public static string Text(this in ProtobufReader field, string path) => Encoding.UTF8.GetString(field.Contents(path).Span);

    public static ModelFolderException Damaged(string path) => new(path, "its structure is not whole: it is truncated or altered. Fetch the file again.");
}

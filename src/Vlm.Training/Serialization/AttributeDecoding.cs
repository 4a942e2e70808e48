using System.Buffers.Binary;
using System.Text;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Reads the attributes of nodes (AttributeProto).</summary>
internal static class AttributeDecoding
{
    /// <summary>A name and its value; null for an empty list.</summary>
    public static (string Name, object? Value) Read(string path, ReadOnlyMemory<byte> bytes)
    {
        string name = "";
        object? value = null;
        List<long> longs = [];
        List<float> singles = [];
        ProtobufReader attribute = new(bytes);
        while (attribute.Next())
        {
            switch (attribute.Field)
            {
                case 1:
                    name = Encoding.UTF8.GetString(attribute.Bytes.Span);
                    break;
                case 2:
                    value = BinaryPrimitives.ReadSingleLittleEndian(attribute.Bytes.Span);
                    break;
                case 3:
                    value = (long)attribute.Number;
                    break;
                case 4:
                    value = Encoding.UTF8.GetString(attribute.Bytes.Span);
                    break;
                case 5:
                    value = TensorDecoding.Read(path, attribute.Bytes).Tensor;
                    break;
                case 6 or 11:
                    throw new ModelFolderException(path, $"the attribute '{name}' is a graph of its own (If, Loop or Scan), which is not differentiated. Export the model without branches.");
                case 7:
                    TensorDecoding.AddSingles(singles, attribute);
                    break;
                case 8:
                    TensorDecoding.AddLongs(longs, attribute);
                    break;
            }
        }

        return (name, value ?? (longs.Count > 0 ? longs.ToArray() : singles.Count > 0 ? singles.ToArray() : null));
    }
}

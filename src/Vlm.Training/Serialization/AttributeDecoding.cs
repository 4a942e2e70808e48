using System.Buffers.Binary;
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
        while (attribute.Next(path))
        {
            switch (attribute.Field)
            {
                case 1:
                    name = attribute.Text(path);
                    break;
                case 2:
                    value = attribute.Bytes.Length == sizeof(float) ? BinaryPrimitives.ReadSingleLittleEndian(attribute.Bytes.Span) : throw WholeReading.Damaged(path);
                    break;
                case 3:
                    value = (long)attribute.Number;
                    break;
                case 4:
                    value = attribute.Text(path);
                    break;
                case 5:
                    value = TensorDecoding.Read(path, attribute.Contents(path)).Tensor;
                    break;
                case 6 or 11:
                    throw new ModelFolderException(path, $"the attribute '{name}' is a graph of its own (If, Loop or Scan), which is not differentiated. Export the model without branches.");
                case 7:
                    TensorDecoding.AddSingles(singles, attribute);
                    break;
                case 8:
                    attribute.AddNumbers(longs);
                    break;
            }
        }

        return (name, value ?? (longs.Count > 0 ? longs.ToArray() : singles.Count > 0 ? singles.ToArray() : null));
    }
}

using System.Text;

namespace Vlm.Onnx;

/// <summary>One operator of a graph, with its whole-number attributes.</summary>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, long> Numbers, bool HasOther)
{
    public static OnnxNode Read(ReadOnlyMemory<byte> bytes)
    {
        string name = "";
        List<string> inputs = [], outputs = [];
        Dictionary<string, long> numbers = new(StringComparer.Ordinal);
        bool other = false;
        ProtobufReader node = new(bytes);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(Encoding.UTF8.GetString(node.Bytes.Span));
                    break;
                case 2:
                    outputs.Add(Encoding.UTF8.GetString(node.Bytes.Span));
                    break;
                case 4:
                    name = Encoding.UTF8.GetString(node.Bytes.Span);
                    break;
                case 5:
                    other |= !ReadAttribute(node.Bytes, numbers);
                    break;
            }
        }

        return new OnnxNode(name, inputs, outputs, numbers, other);
    }

    private static bool ReadAttribute(ReadOnlyMemory<byte> bytes, Dictionary<string, long> numbers)
    {
        string name = "";
        long? number = null;
        ProtobufReader attribute = new(bytes);
        while (attribute.Next())
        {
            name = attribute.Field == 1 ? Encoding.UTF8.GetString(attribute.Bytes.Span) : name;
            number = attribute.Field == 3 ? (long)attribute.Number : number;
        }

        return number is { } value && numbers.TryAdd(name, value);
    }
}

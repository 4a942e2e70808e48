using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Vlm.Folders;

/// <summary>Whether JSON holds whole characters only. Its parser lets others pass, and then fails wherever a name or a text is looked at.</summary>
internal static class JsonUnicode
{
    private const int EscapeLength = 6;

    /// <summary>What is wrong; null for nothing.</summary>
    /// <remarks>Optimized at once: a vocabulary has an escape in every other token, and is read once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? Fault(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return "its bytes are not UTF-8";
        }

        for (int at = 0, next; (next = json[at..].IndexOf((byte)'\\')) >= 0;)
        {
            at += next;
            int unit = UnitAt(json[at..]);
            if (unit < 0)
            {
                at += Math.Min(2, json.Length - at);
                continue;
            }

            at += EscapeLength;
            if (char.IsSurrogate((char)unit))
            {
                if (!char.IsHighSurrogate((char)unit) || UnitAt(json[at..]) is not (>= 0xDC00 and <= 0xDFFF))
                {
                    return $"the escape \\u{unit.ToString("x4", CultureInfo.InvariantCulture)} is half of a surrogate pair";
                }

                at += EscapeLength;
            }
        }

        return null;
    }

    /// <summary>The code unit of an escape such as \u0041; -1 where something else stands.</summary>
    private static int UnitAt(ReadOnlySpan<byte> json) =>
        json.Length >= EscapeLength && json[0] == '\\' && json[1] == 'u' && Utf8Parser.TryParse(json.Slice(2, 4), out ushort unit, out int read, 'x') && read == 4 ? unit : -1;
}

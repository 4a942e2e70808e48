using System.Text;

namespace Vlm.Tokenization;

/// <summary>The scripts of Unicode, which .NET does not know. Number 0 is that of code points without any.</summary>
internal static class ScriptTable
{
    private static readonly string[] Names;
    private static readonly PagedTable Table;

    static ScriptTable()
    {
        byte[] raw = EmbeddedTable.Read("scripts.bin");
        int end = raw.AsSpan().IndexOf("\0\0"u8);
        Names = Encoding.ASCII.GetString(raw, 0, end).Split('\0');
        Table = PagedTable.Parse(raw.AsSpan(end + 2));
    }

    /// <summary>The script by Unicode 16, as regular expressions have it.</summary>
    public static int Of(int codePoint) => Table[codePoint] & 0xFF;

    /// <summary>The script by Unicode 9, as the pre-tokenizer UnicodeScripts has it.</summary>
    public static int OfUnicode9(int codePoint) => Table[codePoint] >> 8;

    /// <summary>The number of a script, named as Unicode does it but without underscores, such as OldItalic; -1 where there is none.</summary>
    public static int Find(string name) => Array.FindIndex(Names, other => string.Equals(other.Replace("_", "", StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase));
}

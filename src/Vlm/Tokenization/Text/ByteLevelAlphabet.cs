namespace Vlm.Tokenization;

/// <summary>The printable stand-ins of byte-level tokenizers: every byte is one character.</summary>
internal static class ByteLevelAlphabet
{
    private const int StandIns = 256;
    private static readonly char[] CharOfByte = new char[256];
    private static readonly int[] ByteOfChar = new int[512];

    static ByteLevelAlphabet()
    {
        Array.Fill(ByteOfChar, -1);
        int next = StandIns;
        for (int b = 0; b < 256; b++)
        {
            bool printable = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            CharOfByte[b] = (char)(printable ? b : next++);
            ByteOfChar[CharOfByte[b]] = b;
        }
    }

    public static char Of(byte value) => CharOfByte[value];

    /// <summary>The byte of a character; -1 where it stands for none.</summary>
    public static int ByteOf(char unit) => unit < ByteOfChar.Length ? ByteOfChar[unit] : -1;
}

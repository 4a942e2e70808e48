using System.IO.Compression;

namespace Vlm.Tokenization;

/// <summary>The tables that make_tables.py writes, embedded in the assembly; little-endian, as every platform of .NET that runs here.</summary>
internal static class EmbeddedTable
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream("Vlm.Tokenization." + name)
            ?? throw new InvalidOperationException($"The assembly lacks its table {name}.");
        using ZLibStream unpacked = new(stream, CompressionMode.Decompress);
        using MemoryStream whole = new();
        unpacked.CopyTo(whole);
        return whole.ToArray();
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Vlm.Search;

namespace Vlm.Tests.Search;

public sealed class IndexFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public IndexFileTests() => _file = _folder["photos.vlmindex"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaveLoad_SmallIndex_RoundTrips()
    {
        ImageIndex index = ImageIndexTests.Index(("beach/dög.jpg", [3, 4, 0]), ("a.png", [0, 0, 1]));
        index.Folder = "/photos/für alle";
        index.Save(_file);

        ImageIndex loaded = ImageIndex.Load(_file);

        Assert.Equal(("space-1", 3, 2, "/photos/für alle"), (loaded.EmbeddingSpace, loaded.Dimensions, loaded.Count, loaded.Folder));
        Assert.Equal(["a.png", "beach/dög.jpg"], loaded.Ids);
        foreach (string id in loaded.Ids)
        {
            Assert.True(index.TryGet(id, out FileStamp stamp, out Embedding? vector));
            Assert.True(loaded.TryGet(id, out FileStamp loadedStamp, out Embedding? loadedVector));
            Assert.Equal(stamp, loadedStamp);
            Assert.Equal(vector.Vector.ToArray(), loadedVector.Vector.ToArray());
        }

        loaded.Add("new", new Embedding(new float[] { 1, 0, 0 }));
        Assert.Equal("new", loaded.Search(new Embedding(new float[] { 1, 0, 0 }), 1)[0].Id);
    }

    [Fact]
    public void Save_SameContentsInOtherOrder_SameBytes()
    {
        ImageIndexTests.Index(("a", [1, 0]), ("b", [0, 1])).Save(_file);
        byte[] first = File.ReadAllBytes(_file);
        ImageIndexTests.Index(("b", [0, 1]), ("a", [1, 0])).Save(_file);
        Assert.Equal(first, File.ReadAllBytes(_file));
        Assert.Equal([_file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Load_EmptyIndex_RoundTrips()
    {
        ImageIndex.Create("s", 4).Save(_file);
        Assert.Equal(0, ImageIndex.Load(_file).Count);
    }

    [Fact]
    public void Load_AnyByteFlipped_IsATypedError()
    {
        byte[] whole = Whole();
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] altered = [.. whole];
                altered[i] ^= mask;
                File.WriteAllBytes(_file, altered);
                ImageIndexException e = Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file));
                Assert.Equal(_file, e.Path);
                Assert.StartsWith(_file + ": ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Load_CutAtAnyLength_IsTruncated()
    {
        byte[] whole = Whole();
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_file, whole.AsSpan(0, length));
            Assert.Equal(ImageIndexError.Truncated, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file)).Error);
        }
    }

    [Fact]
    public void Load_BytesAppended_IsAltered()
    {
        File.WriteAllBytes(_file, [.. Whole(), 0]);
        Assert.Equal(ImageIndexError.Altered, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file)).Error);
    }

    [Theory]
    [InlineData(12, int.MaxValue, ImageIndexError.Truncated)] // dimensions
    [InlineData(16, int.MaxValue, ImageIndexError.Truncated)] // count, low half
    [InlineData(20, int.MaxValue, ImageIndexError.Truncated)] // count, high half: 2^62 pictures
    [InlineData(36, int.MaxValue, ImageIndexError.Truncated)] // bytes of entries, high half
    [InlineData(20, -1, ImageIndexError.Altered)]
    [InlineData(24, int.MaxValue, ImageIndexError.Altered)]
    [InlineData(28, -5, ImageIndexError.Altered)]
    public void Load_HugeNumbersInHeader_TakeNoMemory(int at, int value, ImageIndexError expected)
    {
        byte[] bytes = Whole();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        File.WriteAllBytes(_file, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(expected, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file)).Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(0x7F, 0xC0)] // NaN
    [InlineData(0x40, 0x00)] // 2
    public void Load_RightChecksumOverBadVector_IsAltered(byte high, byte second)
    {
        byte[] bytes = Whole();
        int lastFloat = bytes.Length - 32 - 4;
        (bytes[lastFloat + 3], bytes[lastFloat + 2]) = (high, second);
        SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));
        File.WriteAllBytes(_file, bytes);
        Assert.Equal(ImageIndexError.Altered, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file)).Error);
    }

    [Fact]
    public void Load_OtherVersion_NamesBoth()
    {
        byte[] bytes = Whole();
        bytes[8] = 9;
        File.WriteAllBytes(_file, bytes);
        ImageIndexException e = Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file));
        Assert.Equal(ImageIndexError.OtherVersion, e.Error);
        Assert.Contains("format 9", e.Message, StringComparison.Ordinal);
        Assert.Contains("format 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OtherModel_NamesBothSpaces()
    {
        File.WriteAllBytes(_file, Whole());
        ModelInfo other = new() { Name = "clip", Capabilities = ModelCapabilities.EmbedImages, EmbeddingSize = 2, EmbeddingSpace = "space-2" };
        ImageIndexException e = Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file, other));
        Assert.Equal(ImageIndexError.OtherModel, e.Error);
        Assert.Contains("'space-1'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'space-2'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFolderOrForeignFile_SaysWhich()
    {
        Assert.Equal(ImageIndexError.NotFound, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file)).Error);
        Assert.Equal(ImageIndexError.Unreadable, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_folder.Path)).Error);
        File.WriteAllText(_file, "a text that is longer than a header and a hash together, but no index of pictures");
        Assert.Equal(ImageIndexError.NotAnIndex, Assert.Throws<ImageIndexException>(() => ImageIndex.Load(_file)).Error);
    }

    [Fact]
    public void Save_Cancelled_LeavesTheOldFileAndNothingElse()
    {
        byte[] old = Whole();
        File.WriteAllBytes(_file, old);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => ImageIndexTests.Index(("z", [1, 0])).Save(_file, source.Token));
        Assert.Equal(old, File.ReadAllBytes(_file));
        Assert.Equal([_file], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Save_NoSuchFolder_SaysNotWritten() => Assert.Equal(
        ImageIndexError.NotWritten,
        Assert.Throws<ImageIndexException>(() => ImageIndexTests.Index(("z", [1, 0])).Save(_folder["nowhere/x.vlmindex"])).Error);

    private byte[] Whole()
    {
        ImageIndexTests.Index(("beach/dog.jpg", [3, 4]), ("a.png", [0, 1])).Save(_file);
        return File.ReadAllBytes(_file);
    }
}

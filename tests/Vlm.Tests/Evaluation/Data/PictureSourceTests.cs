using System.IO.Compression;
using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation;

public sealed class PictureSourceTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_NameThatClimbsOut_IsNotThere()
    {
        _folder.Write("secret.jpg", "x");
        _folder.Write("images/a.jpg", "x");
        using IPictureSource pictures = PictureSource.Open(_folder["images"]);
        Assert.False(pictures.Contains("sub/.."));
        Assert.False(pictures.Contains("../secret.jpg"));
        Assert.False(pictures.Contains(_folder["secret.jpg"]));
        Assert.False(pictures.Contains("a\0.jpg"));
        Assert.True(pictures.Contains("elsewhere/a.jpg"));
        Assert.Equal(["a.jpg"], pictures.Names);
        Assert.Equal(ImageDecodeReason.NotFound, Assert.Throws<ImageDecodeException>(() => pictures.Open("../secret.jpg")).Reason);
    }

    [Fact]
    public void Zip_EntriesBelowAFolder_AreFoundByTheirFileName()
    {
        using IPictureSource pictures = PictureSource.Open(_folder.Zip("images.zip", "Photos/a.jpg", "one/twice.jpg", "two/twice.jpg", "../b.jpg", "notes.txt"));
        Assert.True(pictures.Contains("a.jpg"));
        Assert.True(pictures.Contains("two/twice.jpg"));
        Assert.False(pictures.Contains("twice.jpg"));
        Assert.False(pictures.Contains("notes.txt"));
        Assert.Equal(_folder["images.zip"], Assert.Single(Directory.GetFiles(_folder.Path)));
    }

    [Fact]
    public void Zip_EntryThatUnpacksBeyondTheLimit_IsRefused()
    {
        using (ZipArchive zip = ZipFile.Open(_folder["bomb.zip"], ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry("bomb.jpg").Open();
            entry.Write(new byte[4 << 20]);
        }

        using IPictureSource pictures = PictureSource.Open(_folder["bomb.zip"], new ImageLimits { MaxEncodedBytes = 1 << 20 });
        Assert.Equal(ImageDecodeReason.TooLarge, Assert.Throws<ImageDecodeException>(() => pictures.Open("bomb.jpg")).Reason);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public void Zip_Damaged_IsATypedError(int cut)
    {
        byte[] whole = File.ReadAllBytes(_folder.Zip("images.zip", "a.jpg", "b.jpg"));
        File.WriteAllBytes(_folder["images.zip"], whole[..^cut]);
        Assert.Contains("images.zip", Assert.Throws<DataSetException>(() => PictureSource.Open(_folder["images.zip"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_EntryDamaged_IsAnImageError()
    {
        byte[] whole = File.ReadAllBytes(_folder.Zip("images.zip", "a.jpg"));
        whole.AsSpan(30 + 5, 4).Fill(0xFF);
        File.WriteAllBytes(_folder["images.zip"], whole);
        using IPictureSource pictures = PictureSource.Open(_folder["images.zip"]);
        Assert.Throws<ImageDecodeException>(() => pictures.Open("a.jpg"));
    }

    [Fact]
    public void Open_Nothing_SaysWhatToPass() =>
        Assert.Contains("--images", Assert.Throws<DataSetException>(() => PictureSource.Open(_folder["nowhere"])).Message, StringComparison.Ordinal);
}

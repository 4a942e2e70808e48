namespace Vlm.Tests.Preprocessing;

public sealed class ImageProcessorConfigTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    [Theory]
    [InlineData("{}", "image_processor_type")]
    [InlineData("""{"image_processor_type":"UnheardOfImageProcessor"}""", "image_processor_type")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","sharpen":2}""", "sharpen")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","do_pad":true}""", "do_pad")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","do_resize":"yes"}""", "do_resize")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","size":"big"}""", "size")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","size":{"height":10}}""", "size")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","size":{"shortest_edge":10,"longest_edge":20}}""", "size.longest_edge")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","size":0}""", "size")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","crop_size":{"shortest_edge":10}}""", "crop_size")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","resample":9}""", "resample")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","image_mean":[1,2]}""", "image_mean")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","image_std":[0.1,0,0.1]}""", "image_std")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","data_format":"channels_last"}""", "data_format")]
    public void Load_WrongKey_NamesFileAndKey(string json, string key)
    {
        File.WriteAllText(_file, json);

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ImageProcessor.Load(_file));

        Assert.Equal((_file, key), (e.Path, e.Key));
        Assert.Contains(key, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public void Load_NotAnObject_NamesTheFile(string json)
    {
        File.WriteAllText(_file, json);
        Assert.Equal(_file, Assert.Throws<ModelFolderException>(() => ImageProcessor.Load(_file)).Path);
    }

    [Fact]
    public void Load_NoFile_NamesTheFile() => Assert.Equal(_file, Assert.Throws<ModelFolderException>(() => ImageProcessor.Load(_file)).Path);

    [Theory]
    [InlineData("""{"image_processor_type":"CLIPImageProcessorFast","do_pad":null,"device":null,"data_format":"channels_first"}""", 224, 224)]
    [InlineData("""{"feature_extractor_type":"ViTFeatureExtractor","size":48}""", 48, 48)]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","do_center_crop":false}""", -1, -1)]
    [InlineData("""{"image_processor_type":"DeiTImageProcessor","crop_size":{"height":30,"width":20}}""", 30, 20)]
    public void Load_KnownFile_DeclaresTheShape(string json, int height, int width)
    {
        File.WriteAllText(_file, json);

        TensorSpec output = Assert.Single(ImageProcessor.Load(_file).Outputs);

        Assert.Equal(("pixel_values", TensorElementType.Float32), (output.Name, output.ElementType));
        Assert.Equal([-1, 3, height, width], output.Dimensions);
    }

    [Fact]
    public void Process_NeitherCropNorSquare_RefusesUnequalShapes()
    {
        File.WriteAllText(_file, """{"image_processor_type":"CLIPImageProcessor","do_center_crop":false,"size":16}""");
        IImageProcessor subject = ImageProcessor.Load(_file);
        RgbImage wide = new(new byte[3 * 40 * 20], 40, 20);
        RgbImage tall = new(new byte[3 * 20 * 40], 20, 40);

        using PixelValues one = subject.Process([wide], TestContext.Current.CancellationToken);

        Assert.Equal([1, 3, 16, 32], one.Pixels.Shape.ToArray());
        Assert.Contains("32x16", Assert.Throws<InvalidInputException>(() => subject.Process([wide, tall], TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);
}

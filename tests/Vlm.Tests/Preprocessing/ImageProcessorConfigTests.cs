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
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","include_top":true}""", "include_top")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","rescale_factor":-1}""", "rescale_factor")]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","image_mean":[1e99,0,0]}""", "image_mean")]
    [InlineData("""{"image_processor_type":"DetrImageProcessor","size":{"shortest_edge":10}}""", "size")]
    [InlineData("""{"image_processor_type":"DonutImageProcessor","size":[10]}""", "size")]
    [InlineData("""{"image_processor_type":"DonutImageProcessor","do_pad":false}""", "do_pad")]
    [InlineData("""{"image_processor_type":"PixtralImageProcessor","size":{"longest_edge":-1}}""", "size.longest_edge")]
    [InlineData("""{"image_processor_type":"Qwen2VLImageProcessor","patch_size":0}""", "patch_size")]
    [InlineData("""{"image_processor_type":"Qwen2VLImageProcessor","min_pixels":9000,"max_pixels":8000}""", "size")]
    [InlineData("""{"image_processor_type":"Qwen2VLImageProcessor","size":{"height":3}}""", "size.height")]
    [InlineData("""{"image_processor_type":"Qwen2VLImageProcessor","do_resize":false}""", "do_resize")]
    [InlineData("""{"image_processor_type":"GotOcr2ImageProcessor","max_patches":1000000000}""", "max_patches")]
    [InlineData("""{"image_processor_type":"GotOcr2ImageProcessor","crop_to_patches":true,"size":{"height":20,"width":30}}""", "size")]
    [InlineData("""{"image_processor_type":"Lfm2VlImageProcessor","tile_size":500}""", "tile_size")]
    [InlineData("""{"image_processor_type":"Lfm2VlImageProcessor","min_tiles":5,"max_tiles":4}""", "max_tiles")]
    [InlineData("""{"image_processor_type":"Siglip2ImageProcessor","max_num_patches":2147483647}""", "max_num_patches")]
    [InlineData("""{"image_processor_type":"SmolVLMImageProcessor","max_image_size":{"longest_edge":1}}""", "max_image_size.longest_edge")]
    [InlineData("""{"image_processor_type":"LlavaNextImageProcessor","image_grid_pinpoints":[[100,224]]}""", "image_grid_pinpoints")]
    [InlineData("""{"image_processor_type":"LlavaNextImageProcessor","image_grid_pinpoints":[[224]]}""", "image_grid_pinpoints")]
    [InlineData("""{"image_processor_type":"LlavaNextImageProcessor","image_grid_pinpoints":"all"}""", "image_grid_pinpoints")]
    [InlineData("""{"image_processor_type":"LlavaNextImageProcessor","size":336,"crop_size":100}""", "crop_size")]
    [InlineData("""{"image_processor_type":"Gemma3ImageProcessor","pan_and_scan_max_num_crops":0}""", "pan_and_scan_max_num_crops")]
    [InlineData("""{"image_processor_type":"Gemma4ImageProcessor","pooling_kernel_size":-1}""", "pooling_kernel_size")]
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

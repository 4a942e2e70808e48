namespace Vlm.Tests.Architecture;

public class RoomTests
{
    [Fact]
    public void Packages_AllSources_NamedOnlyInTheirRoom() => Assert.Empty(RoomRules.PackageViolations(Repository.Product));

    [Fact]
    public void ModelType_AllSources_ComparedOnlyInFamilies() => Assert.Empty(RoomRules.ModelTypeViolations(Repository.Product));

    [Theory]
    [InlineData("src/Vlm/Imaging/A.cs", "using SkiaSharp;", 0)]
    [InlineData("src/Vlm/Preprocessing/A.cs", "using SkiaSharp;", 1)]
    [InlineData("src/Vlm/Preprocessing/A.cs", "// SkiaSharp decodes", 0)]
    [InlineData("src/Vlm/Encoders/A.cs", "using Microsoft.ML.OnnxRuntime;", 1)]
    [InlineData("src/Vlm/Encoders/A.cs", "class A { Microsoft.ML.OnnxRuntime.OrtValue v; }", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "using Microsoft.ML.OnnxRuntime;", 0)]
    public void PackageViolations_OneFile_AsManyAsExpected(string path, string text, int expected) =>
        Assert.Equal(expected, RoomRules.PackageViolations([new SourceFile(path, text)]).Count());

    [Theory]
    [InlineData("src/Vlm/Folders/A.cs", "x = file.String(\"model_type\");", 0)]
    [InlineData("src/Vlm/Folders/A.cs", "if (file.String(\"model_type\") == \"clip\") { }", 1)]
    [InlineData("src/Vlm/Folders/A.cs", "if (config.ModelType is \"clip\") { }", 1)]
    [InlineData("src/Vlm/Folders/A.cs", "if (config.ModelType is null) { }", 0)]
    [InlineData("src/Vlm/Heads/A.cs", "x = config.ModelType switch { \"a\" => 1 };", 1)]
    [InlineData("src/Vlm/Heads/A.cs", "if (\"clip\" == config.ModelType) { }", 1)]
    [InlineData("src/Vlm/Heads/A.cs", "if (modelType.Equals(\"clip\")) { }", 1)]
    [InlineData("src/Vlm/Heads/A.cs", "x = file.String(\"model_type\");", 1)]
    [InlineData("src/Vlm/Heads/A.cs", "// model_type == clip", 0)]
    [InlineData("src/Vlm/Families/Clip/A.cs", "if (config.ModelType == \"clip\") { }", 0)]
    public void ModelTypeViolations_OneFile_AsManyAsExpected(string path, string text, int expected) =>
        Assert.Equal(expected, RoomRules.ModelTypeViolations([new SourceFile(path, text)]).Count());
}

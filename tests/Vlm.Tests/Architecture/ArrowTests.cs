namespace Vlm.Tests.Architecture;

public class ArrowTests
{
    [Fact]
    public void Rooms_AllSources_UseOnlyWhatTheTableAllows() => Assert.Empty(ArrowRules.Violations(Repository.Product));

    [Theory]
    [InlineData("src/Vlm/Heads/A.cs", "using Vlm.Onnx;\nnamespace Vlm.Heads;", 0)]
    [InlineData("src/Vlm/Onnx/A.cs", "using Vlm.Heads;\nnamespace Vlm.Onnx;", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "// using Vlm.Heads;\nnamespace Vlm.Onnx;\nclass A { string s = \"Vlm.Heads\"; }", 0)]
    [InlineData("src/Vlm/Onnx/A.cs", "using Head = Vlm.Heads.Answers;\nnamespace Vlm.Onnx;", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "using static Vlm.Heads.Answers;\nnamespace Vlm.Onnx;", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "namespace Vlm.Onnx;\nclass A { global::Vlm.Heads.Answers a; }", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "namespace Vlm.Onnx;\nclass A { Heads.Answers a; }", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "namespace Vlm.Onnx;\nclass A { OnnxImageEncoder a; }", 1)]
    [InlineData("src/Vlm/Onnx/A.cs", "namespace Vlm.Onnx;\nclass A { int OnnxImageEncoders; }", 0)]
    [InlineData("src/Vlm/Onnx/A.cs", "namespace Vlm.Onnx;\nclass A { object a = value.OnnxImageEncoder; }", 0)]
    [InlineData("src/Vlm/VisionLanguageModel.cs", "namespace Vlm;\nclass V { OnnxImageEncoder a; }", 0)]
    [InlineData("src/Vlm/VisionLanguageModel.cs", "using Vlm.Families.Clip;\nnamespace Vlm;", 1)]
    [InlineData("src/Vlm/Composition/A.cs", "namespace Vlm.Composition;\nclass A { VisionLanguageModel a; }", 1)]
    [InlineData("src/Vlm/Families/Clip/A.cs", "using Vlm.Composition;\nnamespace Vlm.Families.Clip;", 0)]
    [InlineData("src/Vlm/Families/Clip/A.cs", "using Vlm.Families.Siglip;\nnamespace Vlm.Families.Clip;", 1)]
    [InlineData("src/Vlm/Families/Clip/A.cs", "namespace Vlm.Families.Clip;\nclass A { Siglip.SiglipFamily f; }", 1)]
    [InlineData("src/Vlm/Families/KnownFamilies.cs", "using Vlm.Families.Siglip;\nnamespace Vlm.Families;", 0)]
    [InlineData("src/Vlm.Search/A.cs", "using Vlm.Onnx;\nnamespace Vlm.Search;", 1)]
    [InlineData("src/Vlm.Cli/A.cs", "using Vlm.Search;\nnamespace Vlm.Cli;", 0)]
    [InlineData("src/Vlm/Drawer/A.cs", "namespace Vlm.Drawer;", 1)]
    public void Violations_OneFile_AsManyAsExpected(string path, string text, int expected)
    {
        SourceFile[] files =
        [
            new("src/Vlm/Heads/Answers.cs", "namespace Vlm.Heads;\ninternal sealed class Answers { }"),
            new("src/Vlm/Composition/OnnxImageEncoder.cs", "namespace Vlm;\npublic sealed class OnnxImageEncoder { }"),
            new("src/Vlm/VisionLanguageModel.cs", "namespace Vlm;\npublic static class VisionLanguageModel { }"),
            new("src/Vlm/Families/Siglip/SiglipFamily.cs", "namespace Vlm.Families.Siglip;\ninternal sealed class SiglipFamily { }"),
            new(path, text),
        ];
        Assert.Equal(expected, ArrowRules.Violations(files).Count(violation => violation.StartsWith(path, StringComparison.Ordinal)));
    }

    [Fact]
    public void Types_NestedAndTopLevel_OnlyTopLevelCounts()
    {
        SourceFile file = new("src/Vlm/Onnx/A.cs", "namespace Vlm.Onnx;\n[X(1)]\npublic readonly struct A { class B { } }\ninternal sealed record C(int D);\ninternal delegate int E(int x);\nfile enum F { G }");
        Assert.Equal(["A", "C", "E", "F"], file.Types.Select(type => type.Name));
    }
}

using Vlm.Folders;

namespace Vlm.Tests.Folders;

public sealed class VlmManifestTests : IDisposable
{
    private const string Minimal = """
        { "format": 1, "name": "tiny", "imageEncoder": { "folder": "image-encoder" }, "files": { "a.bin": { "bytes": 3, "sha256": "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD" } } }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("vlm-manifest").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Verify_FileAsStated_Passes()
    {
        ModelFolder folder = Write(Minimal, "abc");
        FileIntegrity.Verify(folder, VlmManifest.Read(folder).Files);
    }

    [Theory]
    [InlineData("abd", "SHA-256")]
    [InlineData("ab", "expected 3 bytes, found 2")]
    [InlineData(null, "missing")]
    public void Verify_AlteredFile_NamesFileAndCause(string? content, string cause)
    {
        ModelFolder folder = Write(Minimal, content);
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => FileIntegrity.Verify(folder, VlmManifest.Read(folder).Files));
        Assert.EndsWith("a.bin", error.Path, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "format": 2 }""", "format")]
    [InlineData("""{ "name": "x" }""", "format")]
    [InlineData("""{ "format": 1 }""", "name")]
    [InlineData("""{ "format": 1, "name": 5 }""", "name")]
    [InlineData("""{ "format": 1, "name": "x", "imageEncoder": {} }""", "imageEncoder.folder")]
    [InlineData("""{ "format": 1, "name": "x", "imageEncoder": { "folder": "i" }, "files": { "a": { "bytes": "3" } } }""", "files.a")]
    [InlineData("""{ "format": 1, "name": "x", "imageEncoder": { "folder": "i" }, "heads": { "answer": { "fusion": "late", "labels": "l", "fusions": {} } } }""", "heads.answer.fusion")]
    [InlineData("""{ "format": 1, "name": "x", "imageEncoder": { "folder": "i" }, "heads": { "caption": { "folder": "c", "generation": { "rerank_weight": -1 } } } }""", "heads.caption.generation.rerank_weight")]
    [InlineData("""{ "format": 1, "name": "x", "imageEncoder": { "folder": "i" }, "heads": { "caption": { "folder": "c", "generation": { "rerank_weight": 2 } } } }""", "heads.caption.generation.rerank_weight")]
    public void Read_WrongManifest_NamesFileAndKey(string json, string key)
    {
        ModelFolder folder = Write(json, null);
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => VlmManifest.Read(folder));
        Assert.Equal(key, error.Key);
        Assert.EndsWith("vlm.json", error.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PathOutOfTheFolder_IsRefused()
    {
        ModelFolder folder = Write(Minimal.Replace("a.bin", "../a.bin", StringComparison.Ordinal), "abc");
        Assert.Throws<ModelFolderException>(() => FileIntegrity.Verify(folder, VlmManifest.Read(folder).Files));
    }

    [Fact]
    public void FindFrom_NoModelAbove_SaysWhereItLooked()
    {
        ModelFolderException error = Assert.Throws<ModelFolderException>(() => DefaultModelFolder.FindFrom(_folder));
        Assert.Contains("Vlm.Models.Default", error.Message, StringComparison.Ordinal);
    }

    private ModelFolder Write(string json, string? content)
    {
        File.WriteAllText(Path.Combine(_folder, "vlm.json"), json);
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(_folder, "a.bin"), content);
        }

        return ModelFolder.Open(_folder);
    }
}

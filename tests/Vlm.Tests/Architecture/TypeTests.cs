namespace Vlm.Tests.Architecture;

public class TypeTests
{
    [Fact]
    public void Classes_OutsideTheContract_SealedStaticOrAbstract() => Assert.Empty(TypeRules.OpenClasses(Repository.Product));

    [Fact]
    public void Types_InRoomNamespaces_Internal() => Assert.Empty(TypeRules.PublicInRooms(Repository.Product));

    [Fact]
    public void Records_Public_NotPositional() => Assert.Empty(TypeRules.PositionalRecords(Repository.Product));

    [Fact]
    public void Namespaces_Runtime_FollowTheFolders() => Assert.Empty(TypeRules.WrongNamespaces(Repository.Product));

    [Fact]
    public void Names_AllSources_SayWhatThingsAre() => Assert.Empty(TypeRules.Drawers(Repository.Sources));

    [Fact]
    public void Code_AllSources_Finished() => Assert.Empty(TypeRules.Unfinished(Repository.Sources));

    [Theory]
    [InlineData("internal sealed class A { }", 0)]
    [InlineData("internal static partial class A { }", 0)]
    [InlineData("internal abstract class A { }", 0)]
    [InlineData("internal class A { }", 1)]
    [InlineData("internal partial class A<T> : B where T : class { }", 1)]
    [InlineData("internal readonly record struct A(int B);", 0)]
    [InlineData("internal record A(int B);", 1)]
    [InlineData("internal struct A { }", 0)]
    public void OpenClasses_OneType_FoundIfOpen(string text, int expected) =>
        Assert.Equal(expected, TypeRules.OpenClasses([File($"namespace Vlm.Onnx;\n{text}")]).Count());

    [Theory]
    [InlineData("namespace Vlm.Onnx;\npublic sealed class A { }", 1)]
    [InlineData("namespace Vlm.Onnx;\ninternal sealed class A { public int B; }", 0)]
    [InlineData("namespace Vlm;\npublic sealed class A { }", 0)]
    public void PublicInRooms_OneType_FoundInARoomsNamespace(string text, int expected) => Assert.Equal(expected, TypeRules.PublicInRooms([File(text)]).Count());

    [Theory]
    [InlineData("public sealed record A(int B);", 1)]
    [InlineData("public sealed record A { public int B { get; init; } }", 0)]
    [InlineData("internal sealed record A(int B);", 0)]
    public void PositionalRecords_OneType_FoundIfPublic(string text, int expected) => Assert.Equal(expected, TypeRules.PositionalRecords([File(text)]).Count());

    [Theory]
    [InlineData("Onnx/A.cs", "Vlm.Onnx", 0)]
    [InlineData("Onnx/A.cs", "Vlm", 0)]
    [InlineData("Onnx/A.cs", "Vlm.Heads", 1)]
    [InlineData("Onnx/Cache/A.cs", "Vlm.Onnx", 0)]
    [InlineData("Onnx/Cache/A.cs", "Vlm.Onnx.Cache", 0)]
    [InlineData("Onnx/A.cs", "Vlm.Onnx.Cache", 1)]
    [InlineData("Onnx/A.cs", "Vlm.OnnxTwo", 1)]
    [InlineData("Families/Clip/A.cs", "Vlm.Families.Clip", 0)]
    [InlineData("Families/Clip/A.cs", "Vlm.Families", 1)]
    [InlineData("Families/KnownFamilies.cs", "Vlm.Families", 0)]
    public void WrongNamespaces_OneFile_FoundIfNotItsRoom(string path, string name, int expected) =>
        Assert.Equal(expected, TypeRules.WrongNamespaces([new SourceFile($"src/Vlm/{path}", $"namespace {name};")]).Count());

    [Theory]
    [InlineData("class ImageHelper { }", 1)]
    [InlineData("class SessionManager { }", 1)]
    [InlineData("class EnhancedReader { }", 1)]
    [InlineData("class Utilization { }", 0)]
    [InlineData("class Reader { }", 0)]
    public void Drawers_OneType_FoundByItsWords(string text, int expected) => Assert.Equal(expected, TypeRules.Drawers([File(text)]).Count());

    [Theory]
    [InlineData("throw new NotImplemented" + "Exception();", 1)]
    [InlineData("try { f(); } catch (IOException) " + "{ }", 1)]
    [InlineData("try { f(); } catch " + "{ }", 1)]
    [InlineData("try { f(); } catch (IOException e) { throw new E(e); }", 0)]
    [InlineData("#pragma warning dis" + "able CA1", 1)]
    [InlineData("// TO" + "DO later", 1)]
    [InlineData("string s = \"todo\";", 0)]
    public void Unfinished_OneLine_Found(string text, int expected) => Assert.Equal(expected, TypeRules.Unfinished([File(text)]).Count());

    private static SourceFile File(string text) => new("src/Vlm/Onnx/A.cs", text);
}

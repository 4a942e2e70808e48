namespace Vlm.Tests.Architecture;

public class FamilyTests
{
    [Fact]
    public void Families_EveryFolder_HasOneLineInKnownFamilies() => Assert.Empty(FamilyRules.Violations(Repository.Product));

    [Theory]
    [InlineData("using Vlm.Families.Clip;\n[\n    new ClipFamily(),\n]", 0)]
    [InlineData("[\n    // new ClipFamily(),\n]", 1)]
    [InlineData("[\n    new ClipFamily(),\n    new ClipFamily(),\n]", 1)]
    [InlineData("[\n    new ClipFamilyTwo(),\n]", 1)]
    public void Violations_KnownFamilies_OneLineExpected(string known, int expected) =>
        Assert.Equal(expected, FamilyRules.Violations(
        [
            new SourceFile("src/Vlm/Families/Clip/ClipFamily.cs", "namespace Vlm.Families.Clip;\ninternal sealed class ClipFamily { }"),
            new SourceFile("src/Vlm/Families/KnownFamilies.cs", known),
        ]).Count());
}

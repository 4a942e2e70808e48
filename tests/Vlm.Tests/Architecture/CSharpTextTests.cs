namespace Vlm.Tests.Architecture;

public class CSharpTextTests
{
    [Theory]
    [InlineData("a; // Vlm.Onnx", "a; ")]
    [InlineData("a; /* x\n y */ b;", "a; \n b;")]
    [InlineData("f(\"Vlm.Onnx // no\"); g();", "f(\"\"); g();")]
    [InlineData("f(\"a\\\"b\"); g();", "f(\"\"); g();")]
    [InlineData("f(@\"a\"\"b\\\"); g();", "f(\"\"); g();")]
    [InlineData("f(\"\"); g();", "f(\"\"); g();")]
    [InlineData("f('\"'); g();", "f(''); g();")]
    [InlineData("f('\\''); g();", "f(''); g();")]
    [InlineData("f($\"a {Type.Name} {{no}} b\"); g();", "f(\" Type.Name \"); g();")]
    [InlineData("f($\"{(x ? \"yes\" : $\"{Inner}\")}\"); g();", "f(\" (x ? \"\" : \" Inner \") \"); g();")]
    [InlineData("f(\"\"\"\n  \"quoted\" // text\n  \"\"\"); g();", "f(\"\n\n\"); g();")]
    [InlineData("f($$\"\"\"{json} {{Hole}}\"\"\"); g();", "f(\" Hole \"); g();")]
    [InlineData("[.. a]; x?.y;", "[.. a]; x?.y;")]
    public void Code_CommentsAndStrings_Removed(string text, string expected) => Assert.Equal(expected, CSharpText.Code(text));

    [Theory]
    [InlineData("f(\"model_type\"); // model_type", "f(\"model_type\"); ")]
    [InlineData("f($\"a {B}\", \"\"\"raw\"\"\"); /* c */", "f(\"a {B}\", \"\"\"raw\"\"\"); ")]
    public void WithoutComments_Strings_Kept(string text, string expected) => Assert.Equal(expected, CSharpText.WithoutComments(text));
}

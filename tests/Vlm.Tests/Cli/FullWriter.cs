namespace Vlm.Tests.Cli;

/// <summary>A standard output on a full disk.</summary>
internal sealed class FullWriter : StringWriter
{
    public override void Write(char value) => throw Full();

    public override void Write(char[] buffer, int index, int count) => throw Full();

    public override void Write(ReadOnlySpan<char> buffer) => throw Full();

    public override void Write(string? value) => throw Full();

    private static IOException Full() => new("No space left on device.");
}

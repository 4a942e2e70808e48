namespace Vlm.Tests;

/// <summary>Tests that measure time or memory: they run one after the other, when no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "Alone";
}

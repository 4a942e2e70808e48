namespace Vlm.Tests.Architecture;

/// <summary>A type as its declaration spells it.</summary>
/// <param name="Kind">class, struct, interface, enum, record or delegate.</param>
/// <param name="Name">Without type parameters.</param>
/// <param name="Modifiers">public, sealed and the like.</param>
/// <param name="HasParameters">Whether a parameter list follows the name.</param>
internal sealed record TypeDeclaration(string Kind, string Name, IReadOnlyList<string> Modifiers, bool HasParameters)
{
    public bool Is(string modifier) => Modifiers.Contains(modifier);
}

namespace Vlm.Tests.Families.Conformance;

/// <summary>A class that holds a family to the suite says which one.</summary>
public interface IFamilyConformance
{
    static abstract FamilySubject Subject { get; }
}

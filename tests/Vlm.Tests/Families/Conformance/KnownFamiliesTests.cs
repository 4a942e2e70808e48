using Vlm.Families;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.Conformance;

public sealed class KnownFamiliesTests
{
    private static readonly FamilySubject[] Subjects = [.. typeof(KnownFamiliesTests).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IFamilyConformance)))
        .Select(type => (FamilySubject)typeof(KnownFamiliesTests).GetMethod(nameof(SubjectOf), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(null, null)!)];

    [Fact]
    public void All_EachLine_HasAConformanceClass() =>
        Assert.Equal(KnownFamilies.All.Select(family => family.GetType().Name).Order(), Subjects.Select(subject => subject.Family.Name).Distinct().Order());

    [Fact]
    public void All_EachTinyModel_HasAConformanceClass() =>
        Assert.Equal(Directory.GetDirectories(ModelsFolder.Find("tiny")).Select(Path.GetFileName).Order(), Subjects.Select(subject => subject.Name).OfType<string>().Order());

    private static FamilySubject SubjectOf<T>()
        where T : IFamilyConformance => T.Subject;
}

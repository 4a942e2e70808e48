using System.Text.Json;

namespace Vlm.Tests.Families.Conformance;

/// <summary>The suite for a family with an encoder beside its decoder.</summary>
public abstract class EncoderDecoderConformance<TSelf>(FamilyModel<TSelf> shared) : FamilyConformance<TSelf>(shared)
    where TSelf : EncoderDecoderConformance<TSelf>, IFamilyConformance
{
    protected override Task CompareGoldenAsync()
    {
        FamilyGoldens golden = new(Subject.Name!);
        JsonElement run = golden.Runs.First();
        return EncoderDecoderCase.RunAsync(Model.GetService<ITextGenerator>()!, golden, run, run.GetProperty("cases")[0]);
    }
}

namespace Vlm.Tests.Families.Conformance;

/// <summary>The model of a conformance class, opened once for all its tests.</summary>
public sealed class FamilyModel<T> : IDisposable
    where T : IFamilyConformance
{
    private LiveValues? _live;

    public IVisionLanguageModel Model { get; } = VisionLanguageModel.Load(T.Subject.Folder);

    /// <summary>What the model's sessions have given and nobody has disposed.</summary>
    internal LiveValues Live => _live ??= new LiveValues(Model);

    public void Dispose() => Model.Dispose();
}

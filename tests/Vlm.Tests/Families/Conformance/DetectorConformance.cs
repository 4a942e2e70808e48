using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.Conformance;

/// <summary>The suite for a detector by words.</summary>
public abstract class DetectorConformance<TSelf>(FamilyModel<TSelf> shared) : FamilyConformance<TSelf>(shared)
    where TSelf : DetectorConformance<TSelf>, IFamilyConformance
{
    protected override async Task CompareGoldenAsync()
    {
        JsonElement cases = GoldenJson.Read(Path.Combine(Subject.Folder, "golden", "cases.json")), example = cases.GetProperty("post_process_object_detection")[0];
        ImageInput picture = ImageInput.FromFile(Path.Combine(Subject.Folder, "golden", "images", example.Text("image")));
        DetectionOptions options = new() { Threshold = (float)example.Double("threshold") };

        IReadOnlyList<DetectedRegion> regions = await Model.GetService<IObjectDetector>()!.DetectAsync(picture, cases.Strings("queries"), options, Cancel);

        Closeness.Within(example.Doubles("scores").OrderDescending().ToArray(), [.. regions.Select(region => (double)region.Score!.Value)], 1e-4);
    }
}

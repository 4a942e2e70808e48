using Vlm.Folders;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>confidence.json of a composed model → a <see cref="ConfidenceModel"/>, as far as it was fitted to the files that are there.</summary>
internal static class ConfidenceFolder
{
    /// <summary>Reads it; a part whose files are others now than when it was fitted is left out, and the log says so.</summary>
    public static ConfidenceModel? Load(ModelFolder folder, VlmManifest manifest, string fusion, VlmOptions options)
    {
        if (manifest.Confidence is not { } name)
        {
            return null;
        }

        ConfidenceFile file = ConfidenceFile.Read(folder, name);
        string encoder = manifest.ImageEncoder.Folder + '/', text = manifest.TextEncoder?.Folder + '/';
        string[] captionFiles = [encoder, text, manifest.Caption?.Folder + '/', manifest.Retrieval?.Image ?? "-", manifest.Retrieval?.Text ?? "-"];
        string[] answerFiles = [encoder, text, manifest.Answer is { } answer && answer.Fusions.TryGetValue(fusion, out VlmManifest.FusionEntry? entry) ? entry.Folder + '/' : "-"];
        bool captions = file.Caption is not null && Fits(file, manifest, captionFiles, "captions", options);
        bool answers = file.Answer is not null && file.Fusion == fusion && Fits(file, manifest, answerFiles, "answers", options);
        return !captions && !answers ? null : new ConfidenceModel(
            new GaussianSubspace(file.Mean, file.Directions, file.Variances, file.ResidualVariance),
            captions ? Regression(file, file.Caption!, "caption", ConfidenceSignals.CaptionNames) : null,
            file.Caption?.Threshold ?? 0,
            answers ? Regression(file, file.Answer!, "answer", ConfidenceSignals.AnswerNames) : null);
    }

    private static LogisticModel Regression(ConfidenceFile file, ConfidenceFile.Regression read, string key, string[] names) =>
        read.Signals.SequenceEqual(names)
            ? new LogisticModel(read.Means, read.Scales, read.Weights, read.Bias)
            : throw file.Wrong($"{key}.signals", $"found {string.Join(", ", read.Signals)}, expected {string.Join(", ", names)}. Fit the confidence again.");

    private static bool Fits(ConfidenceFile file, VlmManifest manifest, string[] prefixes, string what, VlmOptions options)
    {
        VlmManifest.ManifestFile? changed = manifest.Files.FirstOrDefault(now =>
            prefixes.Any(prefix => now.Path.StartsWith(prefix, StringComparison.Ordinal)) && file.FittedTo.GetValueOrDefault(now.Path) != now.Sha256);
        if (changed is not null)
        {
            options.Log?.Invoke($"confidence of {what}: none, because {manifest.Confidence} was fitted to another {changed.Path}; fit it again (vlm train confidence).");
        }

        return changed is null;
    }
}

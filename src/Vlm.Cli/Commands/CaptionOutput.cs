using System.Globalization;
using System.Text.Json;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary>What <c>vlm caption</c> prints: text as it comes, JSON as one document at the end.</summary>
internal sealed class CaptionOutput(CommandRun run, IVisionLanguageModel? model)
{
    private const int TagCount = 3;

    private readonly List<(string Path, Caption Caption, double Milliseconds, TimeSpan? Time, IReadOnlyList<LabelScore>? Tags)> _captions = [];

    /// <summary>Takes one caption.</summary>
    /// <param name="path">The file.</param>
    /// <param name="image">The picture, for its tags.</param>
    /// <param name="caption">The caption.</param>
    /// <param name="milliseconds">How long it took.</param>
    /// <param name="time">When the frame appears; null of a still picture.</param>
    public async Task TakeAsync(string path, ImageInput image, Caption caption, double milliseconds, TimeSpan? time = null)
    {
        if (run.Json)
        {
            _captions.Add((path, caption, milliseconds, time, caption.IsUnsure ? await TagsAsync(image).ConfigureAwait(false) : null));
        }
        else
        {
            await WriteTextAsync(path, image, caption, time).ConfigureAwait(false);
        }
    }

    public void End()
    {
        if (run.Json)
        {
            WriteJson();
        }
    }

    private async Task WriteTextAsync(string path, ImageInput image, Caption caption, TimeSpan? time)
    {
        string at = time is { } t ? $" at {t.ToString(@"h\:mm\:ss\.fff", CultureInfo.InvariantCulture)}" : "";
        await run.Out.WriteLineAsync($"{path}{at}: {caption.Text}{Doubt(caption)}").ConfigureAwait(false);
        foreach (string line in RegionOutput.Lines(caption.Regions, caption.Structured))
        {
            await run.Out.WriteLineAsync(line).ConfigureAwait(false);
        }

        if (await TagsAsync(image).ConfigureAwait(false) is { } tags)
        {
            await run.Out.WriteLineAsync($"  {(caption.IsUnsure ? "rather the tags" : "tags")}: {string.Join(", ", tags)}").ConfigureAwait(false);
        }

        if (run.Verbose && caption.Timings is { } spent)
        {
            await run.Out.WriteLineAsync(
                $"  {spent.Total.TotalMilliseconds:0} ms: preprocessing {spent.Preprocessing.TotalMilliseconds:0}, encoding {spent.Encoding.TotalMilliseconds:0}, head {spent.Head.TotalMilliseconds:0}")
                .ConfigureAwait(false);
        }

        await run.Out.FlushAsync(run.CancellationToken).ConfigureAwait(false);
    }

    private static string Doubt(Caption caption) =>
        caption is { IsUnsure: true, Confidence: { } confidence } ? string.Create(CultureInfo.InvariantCulture, $" (unsure: {confidence * 100:0} %)") : "";

    private async Task<IReadOnlyList<LabelScore>?> TagsAsync(ImageInput image)
    {
        if (model?.GetService<IImageClassifier>() is not { } classifier)
        {
            return null;
        }

        IReadOnlyList<IReadOnlyList<LabelScore>> tags = await classifier.ClassifyAsync(
            [image], new ClassificationOptions { Top = TagCount }, run.CancellationToken).ConfigureAwait(false);
        return [.. tags[0].Select(Tag)];
    }

    // ImageNet's classes are lists of synonyms; the first is enough here, and a comma parts the tags.
    private static LabelScore Tag(LabelScore label) => new(label.Label.Split(',')[0], label.Probability);

    private void WriteJson() => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach ((string path, Caption caption, double milliseconds, TimeSpan? time, IReadOnlyList<LabelScore>? tags) in _captions)
        {
            json.WriteStartObject();
            json.WriteString("image", path);
            json.WriteString("text", caption.Text);
            json.WriteNumbers("ids", caption.Ids);
            json.WriteFinite("logProbability", caption.LogProbability);
            WriteConfidence(json, caption, tags);
            json.WriteFindings(caption.Regions, caption.Structured);
            json.WriteFinite("milliseconds", Math.Round(milliseconds, 3));
            if (time is { } appears)
            {
                json.WriteFinite("time", Math.Round(appears.TotalSeconds, 6));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WriteConfidence(Utf8JsonWriter json, Caption caption, IReadOnlyList<LabelScore>? tags)
    {
        if (caption.Confidence is not { } confidence)
        {
            return;
        }

        json.WriteFinite("confidence", confidence);
        json.WriteBoolean("unsure", caption.IsUnsure);
        if (tags is not null)
        {
            json.WriteStartArray("tags");
            foreach (LabelScore tag in tags)
            {
                json.WriteStartObject();
                json.WriteString("label", tag.Label);
                json.WriteFinite("score", tag.Probability);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }
}

using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>The settings of a generation that differ from the model's own, by their names in generation_config.json. Every property counts, so that a new one cannot be left out of a run's record.</summary>
internal static class GenerationSettings
{
    // They change when and how fast results come, and what is told of them, but not the texts.
    private static readonly string[] WithoutEffect = [nameof(GenerationOptions.Progress), nameof(GenerationOptions.BatchSize), nameof(GenerationOptions.WithConfidence)];

    public static Dictionary<string, string> Of(GenerationOptions? options)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        foreach (PropertyInfo property in typeof(GenerationOptions).GetProperties().Where(property => !WithoutEffect.Contains(property.Name)))
        {
            if (options is not null && property.GetValue(options) is { } value)
            {
                settings.Add(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), Text(value));
            }
        }

        return settings;
    }

    private static string Text(object value) => value switch
    {
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag.ToString(),
        IEnumerable list => string.Join(' ', list.Cast<object>().Select(Text)),
        ImageDecodeOptions decode => string.Join(' ', typeof(ImageDecodeOptions).GetProperties().Where(property => property.GetMethod is { IsStatic: false })
            .Select(property => $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}={(property.GetValue(decode) is { } part ? Text(part) : "null")}")),
        _ => value.ToString() ?? value.GetType().Name,
    };
}

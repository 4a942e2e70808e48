using System.CommandLine;

namespace Vlm.Cli.Input;

/// <summary><c>--precision q8,fp32</c>: which files of a model are taken, best first, in the names of the field.</summary>
internal static class PrecisionOption
{
    private static readonly Dictionary<string, ModelPrecision> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fp32"] = ModelPrecision.Float32,
        ["fp16"] = ModelPrecision.Float16,
        ["q8"] = ModelPrecision.Quantized,
        ["quantized"] = ModelPrecision.Quantized,
        ["int8"] = ModelPrecision.Int8,
        ["uint8"] = ModelPrecision.UInt8,
        ["q4"] = ModelPrecision.Q4,
        ["q4f16"] = ModelPrecision.Q4Float16,
        ["bnb4"] = ModelPrecision.Bnb4,
    };

    public static Option<string?> Create()
    {
        Option<string?> option = new("--precision")
        {
            Description = $"The precisions to take, best first, with commas between them: {string.Join(", ", Names.Keys)}. Default: fp32, then what there is.",
            HelpName = "LIST",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Split(text).FirstOrDefault(name => !Names.ContainsKey(name)) is { } unknown)
            {
                result.AddError($"--precision: '{unknown}' is none of {string.Join(", ", Names.Keys)}.");
            }
        });
        return option;
    }

    public static IReadOnlyList<ModelPrecision>? Parse(string? text) => text is null ? null : [.. Split(text).Select(name => Names[name])];

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

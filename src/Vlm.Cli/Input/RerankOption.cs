using System.CommandLine;

namespace Vlm.Cli.Input;

/// <summary>The option <c>--rerank</c>.</summary>
internal static class RerankOption
{
    public static Option<float?> Create()
    {
        Option<float?> option = new("--rerank") { Description = "How much the picture has a say in which beam is the best, such as 3 with --beams 8; 0 for none. Default: the model's own.", HelpName = "WEIGHT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(float.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out float weight) && weight >= 0 && float.IsFinite(weight)))
            {
                result.AddError($"--rerank takes a number of at least 0, found {text}.");
            }
        });
        return option;
    }
}

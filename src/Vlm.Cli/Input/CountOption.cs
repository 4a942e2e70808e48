using System.CommandLine;

namespace Vlm.Cli.Input;

/// <summary>An option that takes a whole number of at least 1.</summary>
internal static class CountOption
{
    public static Option<int?> Create(string name, string description)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            {
                result.AddError($"{name} takes a whole number of at least 1, found {value}.");
            }
        });
        return option;
    }
}

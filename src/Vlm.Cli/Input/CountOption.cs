using System.CommandLine;
using System.Globalization;

namespace Vlm.Cli.Input;

/// <summary>An option that takes a whole number of at least 1.</summary>
internal static class CountOption
{
    public static Option<int?> Create(string name, string description)
    {
        Option<int?> option = new(name) { Description = description, HelpName = "N" };
        option.CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= 1)
            {
                return value;
            }

            result.AddError($"{name} takes a whole number of at least 1, found {text}.");
            return null;
        };
        return option;
    }
}

using System.CommandLine.Parsing;
using System.Globalization;

namespace Vlm.Cli.Input;

/// <summary>Lists of numbers on the command line: <c>10,20,110.5,220</c>.</summary>
internal static class Numbers
{
    public static double[]? Four(ArgumentResult result, string option)
    {
        string text = string.Join(',', result.Tokens.Select(token => token.Value));
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        double[] numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                numbers = [];
                break;
            }
        }

        if (numbers.Length != 4)
        {
            result.AddError($"{option} takes four numbers with commas between them, such as 10,20,110.5,220; found '{text}'.");
            return null;
        }

        return numbers;
    }
}

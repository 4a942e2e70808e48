using System.CommandLine;

namespace Vlm.Cli.Input;

internal static class PictureArgument
{
    public static Argument<string[]> OneOrMore(string description = "Pictures: files, folders or globs.")
    {
        Argument<string[]> images = new("IMAGE") { Arity = ArgumentArity.OneOrMore, Description = description };

        // An argument of any number takes a misspelt option for a picture; a file of that name still is one.
        images.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value))
            {
                if (token.StartsWith("--", StringComparison.Ordinal) && !File.Exists(token) && !Directory.Exists(token))
                {
                    result.AddError($"{token} is no option of this command, and no file.");
                }
            }
        });
        return images;
    }
}

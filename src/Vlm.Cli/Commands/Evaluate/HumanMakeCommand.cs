using System.CommandLine;
using System.Security.Cryptography;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Evaluate;

/// <summary><c>vlm evaluate human make</c>: writes the page and its key.</summary>
internal static class HumanMakeCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string?> study = new("--study") { Description = "A JSON file that says what is rated: items with picture, prompt and candidates.", HelpName = "FILE" };
        Option<string[]> candidates = new("--candidates")
        {
            Description = "Instead of --study: one JSON file a system, { \"picture\": \"text\" }; the file's name is the system's.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> images = new("--images") { Description = "With --candidates: the folder or zip of the pictures.", HelpName = "FOLDER_OR_ZIP" };
        Option<bool> choice = new("--choice") { Description = "With --candidates: choose the better of two instead of grading one." };
        Option<string?> criteria = new("--criteria") { Description = "With --candidates: what is graded. Default \"fluency, coherence, relevance\".", HelpName = "\"A, B\"" };
        Option<ulong?> seed = new("--seed") { Description = "What the tokens on the page are made from: the same seed, the same page. Default: a random one.", HelpName = "N" };
        Option<string> page = new("--out") { Description = "The page.", HelpName = "FILE.html", Required = true };
        Option<string?> key = new("--key") { Description = "Which token is which system: keep it from the raters. Default: beside the page, FILE.key.json.", HelpName = "FILE" };
        Command command = new("make", "Writes one page on which people rate: pictures inside, blind, works offline.") { study, candidates, images, choice, criteria, seed, page, key };
        command.Validators.Add(result =>
        {
            bool files = result.GetValue(candidates) is { Length: > 0 };
            if (files == result.GetValue(study) is not null)
            {
                result.AddError("Give either --study or --candidates.");
            }
            else if (files && result.GetValue(images) is null)
            {
                result.AddError("--candidates needs --images.");
            }
        });
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            RatingStudy made = parsed.GetValue(study) is { } file
                ? RatingStudyFile.Read(file)
                : FromCandidates(parsed.GetRequiredValue(candidates), parsed.GetRequiredValue(images)!, parsed.GetValue(choice), parsed.GetValue(criteria));
            string target = parsed.GetRequiredValue(page);
            return MakeAsync(run, made, target, parsed.GetValue(key) ?? Path.ChangeExtension(target, ".key.json"), parsed.GetValue(seed) ?? RandomSeed());
        });
        return command;
    }

    private static RatingStudy FromCandidates(string[] files, string images, bool choice, string? criteria)
    {
        using IPictureSource pictures = PictureSource.Open(images);
        return RatingStudyFile.FromCandidates(
            files, pictures, choice ? RatingMode.Choice : RatingMode.Grades, criteria is null ? null : Labels.Split(criteria));
    }

    private static ulong RandomSeed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static async Task MakeAsync(CommandRun run, RatingStudy study, string page, string keyFile, ulong seed)
    {
        RatingKey? key = null;
        FileReplacement.Write(page, file => key = RatingPage.Write(study, file, seed));
        FileReplacement.Write(keyFile, file => RatingKeyFile.Write(key!, file));
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("page", page);
                json.WriteString("key", keyFile);
                json.WriteNumber("tasks", key!.Tasks.Count);
                json.WriteStrings("systems", key.Systems);
                json.WriteEndObject();
            });
            return;
        }

        await run.Out.WriteLineAsync($"{page}: {key!.Tasks.Count} tasks of {key.Systems.Count} systems. Give it to the raters; they give back the file that it saves.").ConfigureAwait(false);
        await run.Out.WriteLineAsync($"{keyFile}: the key. Keep it from the raters.").ConfigureAwait(false);
    }
}

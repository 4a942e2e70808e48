using System.CommandLine;
using System.Text.Json;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect tokens</c>: ids, tokens and offsets of texts.</summary>
internal static class InspectTokensCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> texts = new("TEXT") { Arity = ArgumentArity.ZeroOrMore, Description = "The texts." };
        Option<string?> input = new("--input") { Description = "A JSON file with an array of texts.", HelpName = "FILE" };
        Option<string?> pair = new("--pair") { Description = "The second text of a pair, for each of the texts.", HelpName = "TEXT" };
        Option<bool> plain = new("--no-special-tokens") { Description = "Adds no special tokens." };
        Option<int?> maxLength = CountOption.Create("--max-length", "Cuts and pads to N tokens. Default: neither.");
        Command command = new("tokens", "Shows what the tokenizer makes of texts.") { texts, input, pair, plain, maxLength };
        command.Validators.Add(result =>
        {
            if (result.GetValue(input) is null == (result.GetValue(texts) is not { Length: > 0 }))
            {
                result.AddError("Give texts, or --input with a file of texts.");
            }
        });
        CommandRun.SetBody(command, environment, async (run, parsed) =>
        {
            IReadOnlyList<string> all = parsed.GetValue(input) is { } file ? TextFile.Read(file) : parsed.GetRequiredValue(texts);
            bool special = !parsed.GetValue(plain);
            int? length = parsed.GetValue(maxLength);
            List<TokenizedText> rows = [];
            (ITokenizer tokenizer, IDisposable? owner) = await TokenizerAsync(run).ConfigureAwait(false);
            using (owner)
            {
                foreach (string text in all)
                {
                    run.CancellationToken.ThrowIfCancellationRequested();
                    rows.Add(TokenizedText.Of(tokenizer, text, parsed.GetValue(pair), special, length));
                }
            }

            Write(run, rows);
        });
        return command;
    }

    // A folder's tokenizer needs no session; that of a composed model is known only to the model.
    private static async Task<(ITokenizer Tokenizer, IDisposable? Owner)> TokenizerAsync(CommandRun run)
    {
        if (run.Model is { } path && Tokenizer.IsThere(path))
        {
            return (Tokenizer.Load(path), null);
        }

        IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        return model.GetService<ITokenizer>() is { } tokenizer
            ? (tokenizer, model)
            : throw new NotSupportedException($"The model {model.Info.Name} has no tokenizer to show; pass the folder that holds its tokenizer.json with --model.");
    }

    private static void Write(CommandRun run, List<TokenizedText> rows)
    {
        if (rows.Any(row => row.Truncated))
        {
            run.Warn("a text was longer than --max-length; its end was cut off.");
        }

        if (!run.Json)
        {
            foreach (TokenizedText row in rows)
            {
                TableOutput.Write(run, ["id", "type", "token", "offsets"], row.Ids.Select((id, i) =>
                    new[] { $"{id}", $"{row.TypeIds[i]}", row.Tokens[i] ?? "", $"{row.Offsets[i].Start}-{row.Offsets[i].End}" }));
                run.Out.WriteLine($"decoded: {row.Decoded}");
            }

            return;
        }

        run.WriteJson(json =>
        {
            json.WriteStartArray();
            rows.ForEach(row => WriteJson(json, row));
            json.WriteEndArray();
        });
    }

    private static void WriteJson(Utf8JsonWriter json, TokenizedText row)
    {
        json.WriteStartObject();
        json.WriteNumbers("ids", row.Ids);
        json.WriteNumbers("typeIds", row.TypeIds);
        json.WriteStartArray("tokens");
        foreach (string? token in row.Tokens)
        {
            json.WriteStringValue(token);
        }

        json.WriteEndArray();
        json.WriteStartArray("offsets");
        foreach (TokenOffset offset in row.Offsets)
        {
            json.WriteStartArray();
            json.WriteNumberValue(offset.Start);
            json.WriteNumberValue(offset.End);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("decoded", row.Decoded);
        json.WriteEndObject();
    }
}

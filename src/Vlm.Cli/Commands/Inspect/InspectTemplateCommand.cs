using System.CommandLine;
using Vlm.Cli.Input;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect template</c>: a conversation as the model reads it.</summary>
internal static class InspectTemplateCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string?> template = new("--template") { Description = "A Jinja file. Default: the model's own template.", HelpName = "FILE.jinja" };
        Option<string> messages = new("--messages")
        {
            Description = "A JSON object with messages, and optionally tools, documents, variables, special_tokens, add_generation_prompt, continue_final_message, now.",
            HelpName = "FILE",
            Required = true,
        };
        Command command = new("template", "Shows the text that a chat template makes of a conversation.") { template, messages };
        command.Validators.Add(result =>
        {
            if (result.GetValue(template) is null == result.GetValue(SharedOptions.Model) is null)
            {
                result.AddError("Give either --template with a Jinja file, or --model with a folder that has a chat template.");
            }
        });
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            ConversationFile conversation = ConversationFile.Read(parsed.GetRequiredValue(messages));
            RenderedChat chat = ChatTemplate.Load(parsed.GetValue(template) ?? run.Model!).Render(conversation.Messages, conversation.Options);
            if (run.Json)
            {
                run.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("text", chat.Text);
                    json.WriteEndObject();
                });
            }
            else
            {
                run.Out.WriteLine(chat.Text);
            }

            return Task.CompletedTask;
        });
        return command;
    }
}

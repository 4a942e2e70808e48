using System.Text.Json;
using Vlm.Cli;
using Vlm.Tests.Families.DecoderOnly;

namespace Vlm.Tests.Cli;

/// <summary><c>vlm chat</c> over a tiny model: lines in, answers out.</summary>
public class ChatCommandTests
{
    private static readonly string Shapes = DecoderOnlyCase.Picture("smolvlm", "shapes.png"), Gray = DecoderOnlyCase.Picture("smolvlm", "gray.png");

    [Fact]
    public async Task Chat_TwoQuestions_AnswersAreThoseOfAConversation()
    {
        (int code, string output, string error) = await RunAsync("What is in the picture?\n\nHow many dogs are there?\n/exit\nNot asked.\n", "smolvlm", "--image", Shapes, "--max-tokens", "5");
        Assert.Equal((0, ""), (code, error));
        using IVisionConversation talk = DecoderOnlyModels.Model("smolvlm").StartConversation(ImageInput.FromFile(Shapes));
        GenerationOptions options = new() { MaxNewTokens = 5 };
        Answer first = await talk.AskAsync("What is in the picture?", null, options, TestContext.Current.CancellationToken), second = await talk.AskAsync("How many dogs are there?", null, options, TestContext.Current.CancellationToken);
        Assert.Equal($"{first.Text.TrimStart()}\n{second.Text.TrimStart()}\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Chat_PictureInBetween_IsShownWithTheNextQuestion()
    {
        (int code, string output, _) = await RunAsync($"Hello.\n/image {Gray}\nWhat is it?\n", "smolvlm", "--json", "--max-tokens", "4");
        JsonElement[] turns = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        Assert.Equal(0, code);
        Assert.Equal(["Hello.", "What is it?"], turns.Select(turn => turn.GetProperty("question").GetString()));
        Assert.All(turns, turn => Assert.NotEqual("", turn.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Chat_BadPicture_IsToldAndTheConversationGoesOn()
    {
        using TemporaryFolder folder = new();
        string bad = folder.Write("bad.png", "no picture");
        (int code, string output, string error) = await RunAsync($"/image {bad}\nWhat is it?\nHello.\n", "smolvlm", "--max-tokens", "4", "--json");
        Assert.Equal(1, code);
        Assert.Contains("bad.png", error);
        Assert.Equal("Hello.", JsonDocument.Parse(output).RootElement[0].GetProperty("question").GetString());
    }

    [Fact]
    public async Task Chat_ModelWithoutConversations_SaysWhatCan()
    {
        (int code, _, string error) = await RunAsync("Hello.\n", "paligemma");
        Assert.Equal(1, code);
        Assert.Contains("holds conversations", error);
    }

    private static async Task<(int Code, string Out, string Error)> RunAsync(string input, string family, params string[] args)
    {
        using StringWriter output = new(), error = new();
        using StringReader lines = new(input);
        CommandEnvironment environment = new()
        {
            In = lines,
            Out = output,
            Error = error,
            OutIsTerminal = false,
            ErrorIsTerminal = false,
            LoadModel = (_, _) => DecoderOnlyModels.Load(family),
        };
        int code = await CommandLine.RunAsync(["chat", .. args], environment, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}

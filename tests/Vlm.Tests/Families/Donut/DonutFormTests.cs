using System.Text.Json;
using System.Text.Json.Nodes;
using Vlm.Composition;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Families.Donut;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Families.Donut;

public sealed class DonutFormTests
{
    private static readonly FamilyGoldens Golden = new("donut");
    private static readonly ITokenizer Tokenizer = TokenizerFactory.Create(Golden.Folder);
    private static readonly DonutForm Subject = new(Tokenizer, startId: 0, silent: [2, 1]);

    [Theory]
    [InlineData("How many cats are there?", true, "<s_docvqa><s_question>How many cats are there?</s_question><s_answer>")]
    [InlineData("<s_docvqa><s_question>How many cats are there?</s_question><s_answer>", true, "<s_docvqa><s_question>How many cats are there?</s_question><s_answer>")]
    [InlineData("<s_cord-v2>", true, "<s_cord-v2>")]
    [InlineData("<s_cord-v2>", false, "<s_cord-v2>")]
    [InlineData("<s_iitcdip>", false, "<s_iitcdip>")]
    public void Write_TaskOrQuestion_EqualsPython(string text, bool question, string asked)
    {
        int[] expected = Golden.Cases.GetProperty("prompt_ids").EnumerateArray().First(prompt => prompt.Text("text") == asked).Ints("input_ids");

        Assert.Equal(expected, Subject.Write(text, question ? PromptTask.Question : PromptTask.Caption, null).DecoderIds);
    }

    [Fact]
    public void Write_NoText_BeginsWithTheStartId() => Assert.Equal([0], Subject.Write("", PromptTask.Caption, null).DecoderIds);

    [Fact]
    public void Write_TaskOfAnotherModel_ListsThoseOfThisOne()
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => Subject.Write("<s_rvlcdip>", PromptTask.Caption, null));

        Assert.Contains("<s_rvlcdip>", e.Message, StringComparison.Ordinal);
        Assert.Contains("<s_cord-v2>", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EveryGeneratedSequence_EqualsPython()
    {
        foreach (JsonElement example in Golden.Cases.GetProperty("token2json_of_generated").EnumerateArray())
        {
            int[] sequence = example.Ints("sequence");
            int prompt = sequence[0] == 738 ? 11 : 1;

            ReadText read = Subject.Read(new EncoderDecoderPrompt { DecoderIds = sequence[..prompt] }, sequence[prompt..], new PictureSize(1, 1));

            Assert.Equal(JsonNode.Parse(example.GetProperty("json").GetRawText())!.ToJsonString(), JsonNode.Parse(read.Structured!.Value.GetRawText())!.ToJsonString());
        }
    }

    [Fact]
    public void Read_ClosedAnswer_IsTheText()
    {
        EncoderDecoderPrompt prompt = Subject.Write("How many?", PromptTask.Question, null);

        ReadText read = Subject.Read(prompt, [.. TokenRows.Ids(Tokenizer, "42 dogs</s_answer>", addSpecialTokens: false), 2], new PictureSize(1, 1));

        Assert.Equal("42 dogs", read.Text);
        Assert.Equal("42 dogs", read.Structured!.Value.GetProperty("answer").GetString());
    }

    [Fact]
    public void Read_Receipt_KeepsTheTagsBesideTheFields()
    {
        EncoderDecoderPrompt prompt = Subject.Write("<s_cord-v2>", PromptTask.Caption, null);
        string text = "<s_menu><s_nm> tea</s_nm><sep/><s_nm> cake</s_nm></s_menu>";

        ReadText read = Subject.Read(prompt, [.. TokenRows.Ids(Tokenizer, text, addSpecialTokens: false), 2], new PictureSize(1, 1));

        Assert.Equal(text, read.Text);
        Assert.Equal("""{"menu":[{"nm":"tea"},{"nm":"cake"}]}""", read.Structured!.Value.GetRawText());
        Assert.Empty(read.Regions);
    }
}

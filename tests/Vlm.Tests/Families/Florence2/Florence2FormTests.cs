using System.Text.Json;
using Vlm.Composition;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Families.Florence2;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Families.Florence2;

public sealed class Florence2FormTests
{
    private static readonly FamilyGoldens Golden = new("florence2");
    private static readonly ITokenizer Tokenizer = TokenizerFactory.Create(Golden.Folder);
    private static readonly Florence2Form Subject = Form(Golden.Folder);

    [Fact]
    public void Write_EveryTask_EqualsPython()
    {
        JsonElement.ArrayEnumerator prompts = Golden.Cases.GetProperty("prompts").EnumerateArray();
        foreach (JsonElement example in prompts)
        {
            EncoderDecoderPrompt prompt = Subject.Write(example.Text("text"), PromptTask.Question, null);

            Assert.Equal(example.Ints("input_ids"), prompt.EncoderIds);
            Assert.Equal([2], prompt.DecoderIds);
            Assert.False(prompt.Truncated);
        }

        Assert.Equal(16, prompts.Count());
    }

    [Fact]
    public void Write_NoText_AsksForACaption() =>
        Assert.Equal(Subject.Write("<CAPTION>", PromptTask.Caption, null).EncoderIds, Subject.Write("", PromptTask.Caption, null).EncoderIds);

    [Theory]
    [InlineData("<OD> of the dog", "takes no words")]
    [InlineData("<OPEN_VOCABULARY_DETECTION>", "needs words")]
    [InlineData("<REGION_TO_OCR> ", "<loc_")]
    [InlineData("<COUNT>", "<OD>")]
    public void Write_TaskThatCannotBe_SaysWhatCan(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => Subject.Write(text, PromptTask.Question, null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<DocVQA>what is it?")]
    [InlineData("a < b, c > d")]
    public void Write_WordsWithBrackets_AreTheirOwnSentence(string text) =>
        Assert.Equal(TokenRows.Ids(Tokenizer, text, addSpecialTokens: true), Subject.Write(text, PromptTask.Question, null).EncoderIds);

    [Fact]
    public void Write_RegionInPixels_BecomesLocationTokens()
    {
        foreach (JsonElement example in Golden.Cases.GetProperty("quantize").EnumerateArray())
        {
            int[] size = example.Ints("image_size");
            string box = string.Join(", ", example.GetProperty("box").EnumerateArray().Select(side => side.GetRawText()));

            EncoderDecoderPrompt before = Subject.Write($"<REGION_TO_CATEGORY>[{box}]", PromptTask.Question, null);
            EncoderDecoderPrompt after = Subject.Write($"<REGION_TO_CATEGORY>[{box}]", PromptTask.Question, new PictureSize(size[0], size[1]));

            Assert.True(before.DependsOnPicture);
            Assert.Equal(Subject.Write($"<REGION_TO_CATEGORY>{example.Text("tokens")}", PromptTask.Question, null).EncoderIds, after.EncoderIds);
        }
    }

    [Fact]
    public void Write_LongerThanThePositions_IsCut()
    {
        EncoderDecoderPrompt prompt = Subject.Write(string.Concat(Enumerable.Repeat("dog ", 400)), PromptTask.Question, null);

        // 80 positions, 10 of which are the picture's.
        Assert.True(prompt.Truncated);
        Assert.Equal(70, prompt.EncoderIds.Length);
        Assert.Equal(2, prompt.EncoderIds[^1]);
    }

    [Fact]
    public void Read_EveryGeneratedSequence_EqualsPython()
    {
        foreach (JsonElement example in Golden.Cases.GetProperty("post_process_of_generated").EnumerateArray())
        {
            int[] size = example.Ints("image_size"), ids = [.. example.Ints("sequence").Skip(1).Where(id => id != 1)];
            string task = example.Text("task");

            ReadText read = Subject.Read(new EncoderDecoderPrompt { DecoderIds = [2], Task = task }, ids, new PictureSize(size[0], size[1]));

            // Python's batch fills shorter rows with <pad>, which its plain texts keep; here no row is filled.
            JsonElement expected = example.GetProperty("result");
            if (expected.ValueKind == JsonValueKind.String)
            {
                Assert.Equal(expected.GetString()!.Replace("<pad>", "", StringComparison.Ordinal), read.Text);
                Assert.Null(read.Structured);
            }
            else
            {
                Assert.True(JsonElement.DeepEquals(expected, read.Structured!.Value));
            }
        }
    }

    [Fact]
    public void Read_Detection_GivesRegionsAndKeepsTheText()
    {
        int[] ids = TokenRows.Ids(Tokenizer, "dog<loc_10><loc_20><loc_300><loc_400>", addSpecialTokens: true);

        ReadText read = Subject.Read(new EncoderDecoderPrompt { DecoderIds = [2], Task = "<OD>" }, ids, new PictureSize(640, 480));

        DetectedRegion region = Assert.Single(read.Regions);
        Assert.Equal("dog", region.Label);
        Assert.Equal(new ImageBox(6, 9, 192, 192), region.Box);
        Assert.Equal("dog<loc_10><loc_20><loc_300><loc_400>", read.Text);
        Assert.Equal("""{"bboxes":[[6,9,192,192]],"labels":["dog"]}""", read.Structured!.Value.GetRawText());
    }

    [Fact]
    public void Read_FolderThatNamesAnotherAnswer_Refused()
    {
        using TemporaryFolder folder = new();
        Copy(folder, "\"pure_text\"", "\"riddle\"");

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Form(folder.Path));

        Assert.Contains("riddle", e.Message, StringComparison.Ordinal);
        Assert.StartsWith("tasks_answer_post_processing_type.<", e.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FolderWithoutTables_HasThoseOfTransformers()
    {
        using TemporaryFolder folder = new();
        Copy(folder, "\"task_prompts_", "\"other_prompts_");
        Florence2Form form = Form(folder.Path);

        Assert.Equal(Subject.Write("<OD>", PromptTask.Question, null).EncoderIds, form.Write("<OD>", PromptTask.Question, null).EncoderIds);
    }

    private static void Copy(TemporaryFolder folder, string from, string to)
    {
        string onnx = Directory.CreateDirectory(Path.Combine(folder.Path, "onnx")).FullName;
        File.Copy(Golden.Session("embed_tokens"), Path.Combine(onnx, "embed_tokens.onnx"));
        foreach (string file in (string[])["tokenizer.json", "tokenizer_config.json", "config.json"])
        {
            File.Copy(Path.Combine(Golden.Folder, file), Path.Combine(folder.Path, file));
        }

        File.WriteAllText(
            Path.Combine(folder.Path, "preprocessor_config.json"),
            File.ReadAllText(Path.Combine(Golden.Folder, "preprocessor_config.json")).Replace(from, to, StringComparison.Ordinal));
    }

    private static Florence2Form Form(string folder) => new(TokenizerFactory.Create(folder), Florence2Tasks.Read(ModelFolder.Open(folder)), startId: 2, positions: 80, pictureRows: 10);
}

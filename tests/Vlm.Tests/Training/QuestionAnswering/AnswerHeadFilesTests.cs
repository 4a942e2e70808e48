using Vlm.Composition;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.QuestionAnswering;

public sealed class AnswerHeadFilesTests
{
    [Theory]
    [InlineData(FusionKind.Concatenation, "concatenation")]
    [InlineData(FusionKind.CrossAttention, "cross_attention")]
    [InlineData(FusionKind.Late, "late")]
    public async Task ExportAsync_TrainedHead_WritesAFolderThatAnswersAlike(FusionKind fusion, string name)
    {
        using TemporaryFolder folder = new();
        using AnswerTask task = AnswerCase.Task(fusion);
        TaskTraining.Run(task, 40, batchSize: 8);

        IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode> entries = await task.ExportAsync(folder.Path, CancellationToken.None);

        Assert.Equal(name, (string?)entries["answer"]["fusion"]);
        IReadOnlyList<AskedPicture> pictures = AnswerCase.Pictures(20, 4);
        using TensorBuffer<float> expected = task.Logits(pictures, 2, CancellationToken.None);
        using QuestionAnsweringBranch branch = AnswerFolder.Load(folder[$"vqa/{name}"], fusion, null, null);
        Assert.Equal(AnswerCase.Answers, branch.Labels);
        for (int i = 0; i < pictures.Count; i++)
        {
            for (int k = 0; k < 2; k++)
            {
                using TensorBuffer<float> rows = AnswerCase.Rows.Of(pictures[i].Index);
                using ImageFeatures image = new([PatternRows.RowCount], new TensorBuffer<float>(rows.Memory, [PatternRows.RowCount, PatternRows.Size]));
                using TextFeatures question = AnswerCase.Question(AnswerCase.States, pictures[i].Questions[k].Text);
                using TensorBuffer<float> actual = branch.Score(image, question, CancellationToken.None);
                Closeness.Within(expected.Span.Slice(((i * 2) + k) * AnswerCase.Answers.Length, AnswerCase.Answers.Length), actual.Span, 4e-3);
            }
        }
    }
}

using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation;

public sealed class DataSetTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Karpathy_ReadsSplitsAndReportsWhatIsWrong()
    {
        _folder.Zip("images.zip", "a.jpg", "b.jpg", "c.jpg", "e.jpg");
        using DataSet data = DataSet.Open(_folder.Write("dataset.json", """
            {"images": [
             {"imgid": 0, "filename": "a.jpg", "split": "train", "sentences": [{"raw": "a dog"}, {"raw": " "}]},
             {"imgid": 1, "filename": "b.jpg", "split": "restval", "sentences": [{"raw": "two dogs"}]},
             {"imgid": 2, "filename": "c.jpg", "split": "test", "sentences": [{"raw": "a cat"}]},
             {"imgid": "2", "filename": "c.jpg", "split": "test", "sentences": [{"raw": "again"}]},
             {"imgid": 3, "filename": "gone.jpg", "split": "test", "sentences": [{"raw": "a bird"}]},
             {"imgid": 4, "filename": "e.jpg", "split": "validation", "sentences": []}]}
            """));

        Assert.Equal(["0", "1", "2", "4"], data.Items.Select(item => item.Id));
        Assert.Equal(["train", "test", "val"], data.Splits);
        Assert.Equal(["0", "1"], data.OfSplit("train").Select(item => item.Id));
        Assert.Equal(["a dog"], data.Items[0].Captions);
        Assert.Equal(
            [DataProblemKind.EmptyText, DataProblemKind.DuplicateId, DataProblemKind.MissingPicture, DataProblemKind.NothingSaid], data.Problems.Select(problem => problem.Kind));
        Assert.Equal("images[0].sentences[1] (id 0): the caption is empty; it is left out.", data.Problems[0].ToString());
        using System.Buffers.IMemoryOwner<byte> bytes = data.Open(data.Items[2]).ReadEncoded(100);
        Assert.Equal("c.jpg", System.Text.Encoding.UTF8.GetString(bytes.Memory.Span));
    }

    [Fact]
    public void Open_CocoCaptions_JoinsAnnotationsToPictures()
    {
        using DataSet data = _folder.Open("captions.json", """
            {"images": [{"id": 9, "file_name": "a.jpg"}, {"id": 7, "file_name": "gone.jpg"}],
             "annotations": [{"image_id": 9, "id": 1, "caption": "a dog"}, {"image_id": "9", "id": 2, "caption": "one dog"},
                             {"image_id": 7, "id": 3, "caption": "lost"}, {"image_id": 8, "id": 4, "caption": "nowhere"}]}
            """, "a.jpg");
        Assert.Equal(["a dog", "one dog"], Assert.Single(data.Items).Captions);
        Assert.Equal(["7", "8"], data.Problems.Select(problem => problem.Id));
        Assert.All(data.Problems, problem => Assert.Equal(DataProblemKind.MissingPicture, problem.Kind));
    }

    [Fact]
    public void Open_VqaV2_FindsPicturesByCocosRuleAndReportsTheRest()
    {
        string annotations = _folder.Write("annotations.json", """
            {"annotations": [
             {"question_id": 420, "image_id": 42, "question_type": "what color", "answers": [{"answer": "red"}, {"answer": "red"}, {"answer": "pink"}]},
             {"question_id": 999, "image_id": 42, "answers": [{"answer": "stray"}]}]}
            """);
        string questions = _folder.Write("questions.json", """
            {"data_subtype": "val2014", "questions": [{"question_id": 420, "image_id": 42, "question": "What color?"}, {"question_id": 421, "image_id": 42, "question": "Why?"}]}
            """);
        _folder.Write("images/COCO_val2014_000000000042.jpg", "x");
        using DataSet data = DataSet.Open(questions, new DataSetOptions { Annotations = annotations });
        DataSetItem item = Assert.Single(data.OfSplit("val"));
        DataSetQuestion question = Assert.Single(item.Questions);
        Assert.Equal(("420", "What color?", "what color"), (question.Id, question.Text, question.Type));
        Assert.Equal(["red", "red", "pink"], question.Answers);
        Assert.Equal(["421", "999"], data.Problems.Select(problem => problem.Id));
        Assert.Contains("--annotations", Assert.Throws<DataSetException>(() => DataSet.Open(questions)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_QuestionList_GathersTheQuestionsOfAPicture()
    {
        using DataSet data = _folder.Open("vqa.json", """
            {"questions": [{"qid": 0, "imgid": 5, "filename": "a.jpg", "split": "val", "type": "count", "question": "How many?", "answer": "two"},
                           {"qid": 1, "imgid": 5, "filename": "a.jpg", "split": "val", "question": "Where?", "answers": ["park", "", "grass"]},
                           {"qid": 1, "imgid": 5, "filename": "a.jpg", "split": "val", "question": "Twice?", "answer": "no"},
                           {"qid": 2, "imgid": 5, "filename": "a.jpg", "split": "val", "question": "Unanswered?"}]}
            """, "a.jpg");
        Assert.Equal(["0", "1"], Assert.Single(data.Items).Questions.Select(question => question.Id));
        Assert.Equal(["park", "grass"], data.Items[0].Questions[1].Answers);
        Assert.Equal([DataProblemKind.EmptyText, DataProblemKind.DuplicateId, DataProblemKind.Unanswered], data.Problems.Select(problem => problem.Kind));
    }

    [Fact]
    public void Open_JsonLinesAndCsv_GiveTheSameItems()
    {
        using DataSet lines = _folder.Open("data.jsonl", """
            {"image": "a.jpg", "split": "train", "captions": ["a dog", "he said \"sit\", then left"]}

            {"image": "b.jpg", "split": "test", "question": "What is it?", "answers": ["cat", "kitten"], "type": "kind", "label": "cat"}
            """, "a.jpg", "b.jpg");
        using DataSet table = _folder.Open("data.csv",
            "split,Image,caption,question,answers,type,label\r\ntrain,a.jpg,a dog,,,,\r\ntrain,a.jpg,\"he said \"\"sit\"\", then left\",,,,\r\n\r\ntest,b.jpg,,What is it?,cat|kitten,kind,cat\n");
        foreach (DataSet data in (DataSet[])[lines, table])
        {
            Assert.Equal(["a dog", "he said \"sit\", then left"], data.Items[0].Captions);
            Assert.Equal(("b.jpg", "test", "cat"), (data.Items[1].Picture, data.Items[1].Split, data.Items[1].Label));
            Assert.Equal(["cat", "kitten"], data.Items[1].Questions[0].Answers);
        }
    }

    [Theory]
    [InlineData("data.jsonl", "{\"image\": \"a.jpg\"}\n{\"image\": ", "line 2")]
    [InlineData("data.jsonl", "{\"picture\": \"a.jpg\"}", "'image' is missing")]
    [InlineData("data.jsonl", "{\"image\": 3}", "expected a text, found 3")]
    [InlineData("data.csv", "image,caption\na.jpg,one,two\n", "line 2: 3 fields, but the header has 2")]
    [InlineData("data.csv", "image,caption\na.jpg,\"never closed\n\n", "line 2: a quoted field is never closed")]
    [InlineData("data.csv", "name,caption\n", "no column names the picture")]
    [InlineData("data.csv", "", "it is empty")]
    [InlineData("data.json", "{\"images\": [{\"filename\": \"a.jpg\"}]}", "images[0]: 'sentences' is missing")]
    [InlineData("data.json", "{\"images\": 3}", "images: expected an array, found 3")]
    [InlineData("data.json", "{\"images\": [", "it is not JSON")]
    [InlineData("data.jsonl", "{\"image\": \"a.jpg\", \"caption\": \"\\ud800\"}", "half of a surrogate pair")]
    [InlineData("data.json", "{}", "no known data set")]
    [InlineData("data.json", "{\"images\": []}", "it has no entries")]
    public void Open_WrongFile_NamesThePlaceAndWhatIsExpected(string name, string text, string expected)
    {
        DataSetException error = Assert.Throws<DataSetException>(() => _folder.Open(name, text, "a.jpg"));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data.json", """{"images":[{"imgid":0,"filename":"a.jpg","split":"train","sentences":[{"raw":"a \\u0064og"},{"raw":""}]}]}""")]
    [InlineData("data.json", """{"images":[{"id":0,"file_name":"a.jpg"}],"annotations":[{"image_id":0,"caption":"a dog"}]}""")]
    [InlineData("data.json", """{"questions":[{"qid":0,"filename":"a.jpg","question":"why?","answers":["so","no"]}]}""")]
    [InlineData("data.jsonl", "{\"image\":\"a.jpg\",\"captions\":[\"a dog\"]}\n{\"image\":\"a.jpg\",\"question\":\"why?\",\"answer\":\"so\"}\n")]
    [InlineData("data.csv", "image,caption\n\"a.jpg\",\"a, \"\"dog\"\"\"\r\na.jpg,x\n")]
    public void Open_CutOrAlteredAnywhere_IsADataSetOrATypedError(string name, string text)
    {
        _folder.Write("images/a.jpg", "a.jpg");
        byte[] whole = System.Text.Encoding.UTF8.GetBytes(text);
        int errors = 0;
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte[] bytes in (byte[][])[whole[..at], [.. whole[..at], (byte)(whole[at] ^ 0x15), .. whole[(at + 1)..]], [.. whole[..at], 0xFF, .. whole[at..]]])
            {
                File.WriteAllBytes(_folder[name], bytes);
                try
                {
                    DataSet.Open(_folder[name]).Dispose();
                }
                catch (DataSetException)
                {
                    errors++;
                }
            }
        }

        Assert.InRange(errors, whole.Length, 3 * whole.Length);
    }

    [Fact]
    public void Open_ClassFolders_LabelsBySplitOrWithoutOne()
    {
        _folder.Write("split/train/cat/1.jpg", "");
        _folder.Write("split/val/dog/deep/2.jpg", "");
        using (DataSet split = DataSet.Open(_folder["split"]))
        {
            Assert.Equal([("train", "cat"), ("val", "dog")], split.Items.Select(item => (item.Split!, item.Label!)));
        }

        using DataSet flat = DataSet.Open(_folder.Zip("classes.zip", "train/1.jpg", "bus/2.jpg", "readme.txt", "loose.jpg"));
        Assert.Equal(["bus", "train"], flat.Items.Select(item => item.Label));
        Assert.Equal("loose.jpg", Assert.Single(flat.Problems).Id);
    }

    [Fact]
    public void Open_BytesThatAreNotUtf8_NamesTheLine()
    {
        File.WriteAllBytes(_folder["data.jsonl"], [.. "{\"image\": \"a.jpg\"}\n\n"u8, 0xC3, 0x28]);
        Assert.Equal(3, Assert.Throws<DataSetException>(() => DataSet.Open(_folder["data.jsonl"])).Line);
    }

    [Fact]
    public void OfSplit_Unknown_ListsWhatThereIs()
    {
        using DataSet data = _folder.Open("data.jsonl", "{\"image\": \"a.jpg\", \"split\": \"train\"}", "a.jpg");
        Assert.Contains("found train", Assert.Throws<DataSetException>(() => data.OfSplit("test")).Message, StringComparison.Ordinal);
        Assert.Single(data.OfSplit("all"));
        Assert.Equal(DataProblemKind.NothingSaid, Assert.Single(data.Problems).Kind);
    }

    [Fact]
    public void CheckPictures_NotAPicture_IsReportedUnderItsId()
    {
        using DataSet data = _folder.Open("data.jsonl", "{\"image\": \"a.jpg\", \"label\": 3}", "a.jpg");
        DataProblem problem = Assert.Single(data.CheckPictures(ImageDecoder.Default));
        Assert.Equal((DataProblemKind.UnreadablePicture, "a.jpg"), (problem.Kind, problem.Id));
    }

    [Fact]
    public void Assign_AnyOrder_SamePictureSameSplit()
    {
        DataSetItem[] items = [.. Enumerable.Range(0, 1000).Select(i => new DataSetItem($"{i}", $"{i}.jpg"))];
        IReadOnlyList<DataSetItem> forward = DataSplits.Assign(items), backward = DataSplits.Assign([.. items.Reverse()]);
        Assert.Equal(forward.Select(item => (item.Id, item.Split)), backward.Reverse().Select(item => (item.Id, item.Split)));
        Assert.InRange(forward.Count(item => item.Split == "test"), 70, 130);
        Assert.NotEqual(forward.Select(item => item.Split), DataSplits.Assign(items, seed: 1).Select(item => item.Split));
    }

    [Fact]
    public void Constructor_SameIdTwice_NamesIt()
    {
        DataSetItem[] items = [new("1", "a.jpg"), new("1", "b.jpg")];
        _folder.Write("a.jpg", "");
        Assert.Equal("1", Assert.Throws<DataSetException>(() => new DataSet("mine", items, PictureSource.Open(_folder.Path))).Place);
    }

    [Fact]
    public void Open_Flickr8k_HasItsSplitsAndAllPictures()
    {
        using DataSet data = DataSet.Open(Goldens.SharedFolder.Find("data", "flickr8k", "dataset.json"));
        Assert.Equal((6000, 1000), (data.OfSplit("train").Count, data.OfSplit("val").Count));
        Assert.Empty(data.Problems);
        Assert.All(data.Items, item => Assert.Equal(5, item.Captions.Count));
    }
}

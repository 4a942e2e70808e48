namespace Vlm.Tokenization;

/// <summary>Reads the post-processor of a tokenizer.json.</summary>
internal static class PostProcessorReader
{
    private static readonly ComponentRegistry<PostProcessor> Registry = new("post-processor", new Dictionary<string, Func<JsonPart, PostProcessor>>
    {
        ["TemplateProcessing"] = part => new PostProcessor(ReadTemplate(part)),
        ["BertProcessing"] = part => new PostProcessor(SequenceTemplate.Bert(IdOf(part.Require("cls")), IdOf(part.Require("sep")))),
        ["RobertaProcessing"] = part => new PostProcessor(
            SequenceTemplate.Roberta(IdOf(part.Require("cls")), IdOf(part.Require("sep"))), part.Flag("trim_offsets", true), part.Flag("add_prefix_space", true)),
        ["ByteLevel"] = part => new PostProcessor(SequenceTemplate.None, part.Flag("trim_offsets", true), part.Flag("add_prefix_space", true)),
        ["Sequence"] = ReadSequence,
    });

    private const int MostPlaces = 1 << 12;

    public static PostProcessor Read(JsonPart? part) => part is { } found ? Registry.Read(found) : PostProcessor.None;

    /// <summary>At most one step adds special tokens, and at most one trims offsets.</summary>
    private static PostProcessor ReadSequence(JsonPart part)
    {
        PostProcessor whole = PostProcessor.None;
        foreach (PostProcessor step in part.Require("processors").Items().Select(item => Read(item)))
        {
            if (step.Template != SequenceTemplate.None && whole.Template != SequenceTemplate.None)
            {
                throw part.Wrong("two steps of the sequence add special tokens; expected at most one.");
            }

            whole = new PostProcessor(
                step.Template != SequenceTemplate.None ? step.Template : whole.Template,
                whole.TrimOffsets || step.TrimOffsets,
                step.TrimOffsets ? step.AddPrefixSpace : whole.AddPrefixSpace);
        }

        return whole;
    }

    private static SequenceTemplate ReadTemplate(JsonPart part)
    {
        JsonPart specials = part.Require("special_tokens");
        return new SequenceTemplate(ReadItems(part.Require("single"), specials), ReadItems(part.Require("pair"), specials));
    }

    private static List<TemplateItem> ReadItems(JsonPart part, JsonPart specials)
    {
        List<TemplateItem> items = [];
        int room = MostPlaces;
        foreach (JsonPart item in part.Items())
        {
            items.Add(ReadItem(item, specials));
            room -= Math.Max(1, items[^1].SpecialIds.Length);
            if (room < 0)
            {
                throw part.Wrong($"it adds more than {MostPlaces} texts and special tokens.");
            }
        }

        return items;
    }

    private static TemplateItem ReadItem(JsonPart part, JsonPart specials)
    {
        if (part.Find("Sequence") is { } sequence)
        {
            JsonPart id = sequence.Require("id");
            return id.Text() switch
            {
                "A" => TemplateItem.First(sequence.Id("type_id", 0)),
                "B" => TemplateItem.Second(sequence.Id("type_id", 0)),
                _ => throw id.Unexpected("A or B"),
            };
        }

        JsonPart special = part.Find("SpecialToken") ?? throw part.Unexpected("a Sequence or a SpecialToken");
        JsonPart token = specials.Require(special.Require("id").Text());
        return new TemplateItem(-1, [.. token.Require("ids").Items().Select(id => id.Id())], special.Id("type_id", 0));
    }

    /// <summary>The id in a pair of token and id.</summary>
    private static int IdOf(JsonPart part)
    {
        JsonPart[] pair = [.. part.Items()];
        return pair.Length == 2 ? pair[1].Id() : throw part.Unexpected("a token and its id");
    }
}

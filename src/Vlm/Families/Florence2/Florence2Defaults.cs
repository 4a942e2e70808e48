namespace Vlm.Families.Florence2;

/// <summary>What holds where a folder does not say: the tables of Florence2Processor in transformers.</summary>
internal static class Florence2Defaults
{
    private const string Text = "pure_text", Labelled = "description_with_bboxes", Outlines = "polygons";

    public static IReadOnlyDictionary<string, string> Plain { get; } = new Dictionary<string, string>
    {
        ["<OCR>"] = "What is the text in the image?",
        ["<OCR_WITH_REGION>"] = "What is the text in the image, with regions?",
        ["<CAPTION>"] = "What does the image describe?",
        ["<DETAILED_CAPTION>"] = "Describe in detail what is shown in the image.",
        ["<MORE_DETAILED_CAPTION>"] = "Describe with a paragraph what is shown in the image.",
        ["<OD>"] = "Locate the objects with category name in the image.",
        ["<DENSE_REGION_CAPTION>"] = "Locate the objects in the image, with their descriptions.",
        ["<REGION_PROPOSAL>"] = "Locate the region proposals in the image.",
    };

    public static IReadOnlyDictionary<string, string> Filled { get; } = new Dictionary<string, string>
    {
        ["<CAPTION_TO_PHRASE_GROUNDING>"] = "Locate the phrases in the caption: {input}",
        ["<REFERRING_EXPRESSION_SEGMENTATION>"] = "Locate {input} in the image with mask",
        ["<REGION_TO_SEGMENTATION>"] = "What is the polygon mask of region {input}",
        ["<OPEN_VOCABULARY_DETECTION>"] = "Locate {input} in the image.",
        ["<REGION_TO_CATEGORY>"] = "What is the region {input}?",
        ["<REGION_TO_DESCRIPTION>"] = "What does the region {input} describe?",
        ["<REGION_TO_OCR>"] = "What text is in the region {input}?",
    };

    public static IReadOnlyDictionary<string, string> Forms { get; } = new Dictionary<string, string>
    {
        ["<OCR>"] = Text,
        ["<OCR_WITH_REGION>"] = "ocr",
        ["<CAPTION>"] = Text,
        ["<DETAILED_CAPTION>"] = Text,
        ["<MORE_DETAILED_CAPTION>"] = Text,
        ["<OD>"] = Labelled,
        ["<DENSE_REGION_CAPTION>"] = Labelled,
        ["<CAPTION_TO_PHRASE_GROUNDING>"] = "phrase_grounding",
        ["<REFERRING_EXPRESSION_SEGMENTATION>"] = Outlines,
        ["<REGION_TO_SEGMENTATION>"] = Outlines,
        ["<OPEN_VOCABULARY_DETECTION>"] = "description_with_bboxes_or_polygons",
        ["<REGION_TO_CATEGORY>"] = Text,
        ["<REGION_TO_DESCRIPTION>"] = Text,
        ["<REGION_TO_OCR>"] = Text,
        ["<REGION_PROPOSAL>"] = "bboxes",
    };

    /// <summary>Words of a caption that name nothing to be found.</summary>
    public static IReadOnlySet<string> Unnamed { get; } = new HashSet<string>
    {
        "I", "a", "a group", "a set", "all", "an", "another", "any", "anybody", "anyone", "anything", "each", "each other", "everybody", "everyone",
        "everything", "few", "he", "her", "hers", "herself", "him", "himself", "his", "image", "images", "it", "its", "itself", "lots", "many", "me",
        "mine", "myself", "nobody", "none", "one", "one another", "oneself", "other objects", "our", "ours", "ourselves", "several", "she", "some",
        "somebody", "someone", "something", "that", "the", "the image", "their", "theirs", "them", "themselves", "these", "they", "this", "those",
        "us", "we", "what", "which", "who", "whom", "whose", "you", "your", "yours", "yourself", "yourselves",
    };
}

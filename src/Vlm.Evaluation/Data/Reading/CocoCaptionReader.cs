namespace Vlm.Evaluation.Reading;

/// <summary>COCO captions: <c>images[]</c> with <c>id</c> and <c>file_name</c>, <c>annotations[]</c> with <c>image_id</c> and <c>caption</c>.</summary>
internal static class CocoCaptionReader
{
    public static void Read(JsonNode root, DataSetBuilder builder)
    {
        foreach (JsonNode image in root.Items("images"))
        {
            builder.Add(image.Require("id", "the picture's id").Id(), image.Text("file_name"), image.Find("split")?.Text(), image.Place);
        }

        foreach (JsonNode annotation in root.Items("annotations"))
        {
            string id = annotation.Require("image_id", "the id of a picture").Id();
            string caption = annotation.Text("caption");
            switch (builder.Find(id))
            {
                case null:
                    builder.Report(DataProblemKind.MissingPicture, id, annotation.Place, "no entry of 'images' has this id; the caption is left out.");
                    break;
                case { Missing: false } draft:
                    builder.AddCaption(draft, caption, annotation.Place);
                    break;
            }
        }
    }
}

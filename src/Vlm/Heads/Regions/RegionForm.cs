namespace Vlm.Heads.Regions;

/// <summary>How a generated text tells of regions. In brackets the names by which processors of Florence-2 know the forms.</summary>
internal enum RegionForm
{
    /// <summary>Not at all: what counts is the text (pure_text).</summary>
    None,

    /// <summary>Labels, each with boxes of four locations behind it (description_with_bboxes).</summary>
    LabelledBoxes,

    /// <summary>Boxes without labels (bboxes).</summary>
    Boxes,

    /// <summary>Phrases of a given caption, each with boxes behind it; words that name nothing are left out (phrase_grounding).</summary>
    GroundedPhrases,

    /// <summary>Lines of read text, each with the four corners behind it (ocr).</summary>
    Quadrilaterals,

    /// <summary>Outlines without labels (polygons).</summary>
    Polygons,

    /// <summary>Labels, each with outlines behind it (description_with_polygons).</summary>
    LabelledPolygons,

    /// <summary>Labels with outlines where the text has any, else with boxes (description_with_bboxes_or_polygons).</summary>
    LabelledBoxesOrPolygons,
}

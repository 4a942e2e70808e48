namespace Vlm.Training;

/// <summary>x with a border of one number: dx = dy without the border.</summary>
internal static class PadGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        if (ShapeRules.Numbers(node.Input(1)) is not { } pads || node.Node.Optional(3) is not null || node.Node.Attributes.Text("mode", "constant") != "constant")
        {
            throw node.Unsupported("only a constant border of known size is differentiated.");
        }

        long[] ends = [.. Enumerable.Range(0, x.Rank).Select(i => pads[i + x.Rank] == 0 ? long.MaxValue : -pads[i + x.Rank])];
        node.Give(0, node.Upstream.Slice([.. Enumerable.Range(0, x.Rank).Select(i => (long)i)], pads.AsSpan(0, x.Rank), ends, [.. Enumerable.Repeat(1L, x.Rank)]));
    }
}

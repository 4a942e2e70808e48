namespace Vlm.Tokenization;

/// <summary>Reads the settings that Metaspace has as pre-tokenizer and as decoder.</summary>
internal static class MetaspaceReader
{
    public static char Mark(JsonPart part)
    {
        string mark = part.Text("replacement", "\u2581");
        return mark.Length == 1 ? mark[0] : throw part.Require("replacement").Unexpected("one character");
    }

    /// <summary>Old files say add_prefix_space instead of prepend_scheme; the two must not contradict each other.</summary>
    public static PrependScheme Scheme(JsonPart part)
    {
        PrependScheme scheme = part.Choice("prepend_scheme", PrependScheme.Always);
        return part.Flag("add_prefix_space", true) || scheme == PrependScheme.Never
            ? scheme
            : throw part.Require("add_prefix_space").Wrong($"false contradicts the prepend_scheme {scheme}; expected the scheme \"never\" beside it.");
    }
}

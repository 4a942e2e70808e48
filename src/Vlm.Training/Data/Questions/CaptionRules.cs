namespace Vlm.Training;

/// <summary>Reads single captions: "two brown dogs run" says how many dogs there are, what colour they have and what they do.</summary>
internal static class CaptionRules
{
    // A verb or an object further away than this often belongs to somebody else.
    private const int Reach = 6;

    /// <summary>Tells of every question that the caption answers.</summary>
    public static void Read(List<string> words, Action<string, string, string> say)
    {
        for (int i = 0; i < words.Count; i++)
        {
            ReadColor(words, i, say);
            ReadCount(words, i, say);
            ReadActivity(words, i, say);
            ReadObject(words, i, say);
            ReadKind(words, i, say);
            if (QuestionLexicon.Places.TryGetValue(words[i], out string? place))
            {
                say(QuestionTypes.Place, "Where is this?", place);
            }
        }
    }

    // "black dog", "black and white dog", "dog with red collar".
    private static void ReadColor(List<string> words, int at, Action<string, string, string> say)
    {
        string noun = QuestionLexicon.Singular(words[at]);
        if (at == 0 || QuestionLexicon.Color(words[at - 1]) is not { } color || !(QuestionLexicon.Things.Contains(noun) || QuestionLexicon.Animals.Contains(noun)))
        {
            return;
        }

        if (at > 2 && words[at - 2] == "and" && QuestionLexicon.Color(words[at - 3]) is { } other && other != color)
        {
            color = string.Join(" and ", ((string[])[other, color]).Order(StringComparer.Ordinal));
        }

        bool plural = QuestionLexicon.PluralThings.Contains(words[at]) || words[at] != noun;
        say(QuestionTypes.Color, $"What color {(plural ? "are" : "is")} the {words[at]}?", color);
    }

    // "two (young brown) dogs".
    private static void ReadCount(List<string> words, int at, Action<string, string, string> say)
    {
        string noun = QuestionLexicon.Singular(words[at]);
        if (!QuestionLexicon.People.Contains(noun) && !QuestionLexicon.Animals.Contains(noun))
        {
            return;
        }

        bool plural = QuestionLexicon.Plurals.ContainsKey(words[at]);
        for (int back = at - 1; back >= Math.Max(0, at - 3); back--)
        {
            if (QuestionLexicon.Numbers.TryGetValue(words[back], out string? number))
            {
                if (plural == (number != "one") && Plural(noun) is { } name)
                {
                    say(QuestionTypes.Count, $"How many {name} are there?", number);
                }

                return;
            }
        }
    }

    private static void ReadActivity(List<string> words, int at, Action<string, string, string> say)
    {
        if (!IsSubject(words, at, out string subject))
        {
            return;
        }

        for (int next = at + 1; next <= Math.Min(words.Count - 1, at + Reach); next++)
        {
            string verb = QuestionLexicon.ActivitySpellings.GetValueOrDefault(words[next], words[next]);
            if (QuestionLexicon.Activities.Contains(verb))
            {
                say(QuestionTypes.Activity, $"What is the {subject} doing?", verb);
                return;
            }

            if (IsSubject(words, next, out _) || words[next] is "and" or "while" or "as")
            {
                return;
            }
        }
    }

    // "a man riding a (red) bike", "a woman in a hat", "a dog with a ball in its mouth".
    private static void ReadObject(List<string> words, int at, Action<string, string, string> say)
    {
        string verb = words[at] switch { "rides" => "riding", "holds" => "holding", "wears" => "wearing", var word => word };
        if (verb is not ("riding" or "holding" or "wearing") || SubjectBefore(words, at) is not { } subject)
        {
            return;
        }

        for (int next = at + 1; next <= Math.Min(words.Count - 1, at + Reach); next++)
        {
            string thing = words[next] == "bicycle" ? "bike" : words[next];
            if (verb == "riding" && QuestionLexicon.Rideable.Contains(thing))
            {
                say(QuestionTypes.Kind, $"What is the {subject} riding?", thing);
                return;
            }

            if (verb == "holding" && QuestionLexicon.Holdable.Contains(thing))
            {
                say(QuestionTypes.Kind, $"What is the {subject} holding?", thing);
                return;
            }

            if (verb == "wearing" && QuestionLexicon.Headwear.Contains(thing))
            {
                say(QuestionTypes.Kind, $"What is on the {subject}'s head?", thing);
            }
        }
    }

    private static void ReadKind(List<string> words, int at, Action<string, string, string> say)
    {
        string noun = QuestionLexicon.Singular(words[at]);
        if (noun is "man" or "woman" or "boy" or "girl" or "child" or "baby" or "person")
        {
            say(QuestionTypes.Kind, "Who is in the picture?", noun);
        }
        else if (QuestionLexicon.Animals.Contains(noun))
        {
            say(QuestionTypes.Kind, "What animal is in the picture?", noun == "puppy" ? "dog" : noun);
        }
    }

    private static string? SubjectBefore(List<string> words, int at)
    {
        for (int back = at - 1; back >= Math.Max(0, at - 3); back--)
        {
            if (IsSubject(words, back, out string subject))
            {
                return subject;
            }
        }

        return null;
    }

    private static bool IsSubject(List<string> words, int at, out string subject)
    {
        subject = words[at];
        return QuestionLexicon.People.Contains(subject) || QuestionLexicon.Animals.Contains(subject);
    }

    private static string? Plural(string noun) => QuestionLexicon.Plurals.FirstOrDefault(pair => pair.Value == noun).Key;
}

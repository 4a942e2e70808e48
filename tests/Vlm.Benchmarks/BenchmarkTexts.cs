namespace Vlm.Benchmarks;

/// <summary>Texts of the length and kind of picture captions.</summary>
internal static class BenchmarkTexts
{
    public static IReadOnlyList<string> Captions { get; } =
    [
        "A brown dog runs through tall grass with a stick in its mouth .",
        "Two children play with a red ball on a sandy beach .",
        "A man in a blue jacket climbs a steep rock face .",
        "A woman wearing sunglasses sits at an outdoor table and reads a newspaper .",
        "Three cyclists race down a wet street while people watch .",
        "A small white dog jumps over a wooden fence .",
        "A group of people stand in front of a large fountain at night .",
        "A boy in a yellow shirt slides into a swimming pool .",
        "A soccer player in white kicks the ball towards the goal .",
        "Snow covers the mountain behind a lone skier .",
        "A girl with a pink hat blows bubbles in the park .",
        "Two black dogs fight over a frisbee on the lawn .",
        "An old man plays the guitar on a crowded corner .",
        "A surfer rides a big wave under a grey sky .",
        "A child in a striped sweater swings high above the playground .",
        "A motorcyclist wearing a green helmet leans into a turn .",
    ];
}

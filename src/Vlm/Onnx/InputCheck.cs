namespace Vlm.Onnx;

/// <summary>Compares the names that a call feeds with those that the file declares.</summary>
internal static class InputCheck
{
    public static void Run(OnnxSession session, ReadOnlySpan<SessionInput> inputs, string[] held)
    {
        int known = held.Length;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!session.HasInput(inputs[i].Name))
            {
                known = -1;
                break;
            }

            known++;
        }

        if (known != session.Inputs.Count)
        {
            throw Mismatch(session, inputs, held);
        }
    }

    private static ArgumentException Mismatch(OnnxSession session, ReadOnlySpan<SessionInput> inputs, string[] held)
    {
        HashSet<string> fed = [.. held];
        List<string> undeclared = [];
        foreach (SessionInput input in inputs)
        {
            if (!fed.Add(input.Name) || !session.HasInput(input.Name))
            {
                undeclared.Add(input.Name);
            }
        }

        string missing = string.Join(", ", session.Inputs.Where(i => !fed.Contains(i.Name)));
        return new ArgumentException(
            $"{session.Path}: the inputs do not fit. Missing: {(missing.Length == 0 ? "none" : missing)}. "
            + $"Not declared, or given twice: {(undeclared.Count == 0 ? "none" : string.Join(", ", undeclared))}. Declared: {string.Join(", ", session.Inputs)}.",
            nameof(inputs));
    }
}

namespace Vlm.Generation;

/// <summary>The spellings of a closed set of texts as a tree of ids: texts that begin alike share their beginning.</summary>
internal sealed class ChoiceNode(int token)
{
    public int Token => token;

    public List<ChoiceNode> Children { get; } = [];

    /// <summary>The spellings that end here.</summary>
    public List<int> Ends { get; } = [];

    /// <param name="spellings">The ids of each spelling; at least one.</param>
    public static ChoiceNode TreeOf(IReadOnlyList<int[]> spellings)
    {
        ChoiceNode root = new(-1);
        for (int i = 0; i < spellings.Count; i++)
        {
            ChoiceNode node = root;
            foreach (int id in spellings[i])
            {
                ChoiceNode? next = node.Children.Find(child => child.Token == id);
                if (next is null)
                {
                    node.Children.Add(next = new ChoiceNode(id));
                }

                node = next;
            }

            node.Ends.Add(i);
        }

        return root;
    }
}

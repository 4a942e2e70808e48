namespace Vlm.Training;

/// <summary>The second task of training: for each picture the share of its captions in which each frequent word stands.</summary>
internal sealed class PictureWords
{
    private readonly float[][] _shares;
    private readonly int _words;

    /// <summary>Counts the words.</summary>
    /// <exception cref="TrainingException">The captions have fewer words.</exception>
    public PictureWords(IReadOnlyList<AskedPicture> pictures, int words)
    {
        _words = words;
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(pictures.SelectMany(picture => picture.Captions), new CaptionVocabularyOptions { LeastCount = 1 });
        int known = vocabulary.Tokens.Count - CaptionTokens.End - 1;
        if (known < words)
        {
            throw new TrainingException($"The captions have {known} words, but {words} are to be told apart. Ask for fewer, or give the second task no weight.");
        }

        _shares = [.. pictures.Select(picture => Shares(vocabulary, picture.Captions))];
    }

    /// <summary>The shares of some pictures, [pictures, words].</summary>
    public TensorBuffer<float> Of(IReadOnlyList<int> pictures)
    {
        TensorBuffer<float> shares = TensorBuffer.Rent<float>(pictures.Count, _words);
        for (int i = 0; i < pictures.Count; i++)
        {
            _shares[pictures[i]].CopyTo(shares.Row(i));
        }

        return shares;
    }

    private float[] Shares(CaptionVocabulary vocabulary, IReadOnlyList<string> captions)
    {
        float[] shares = new float[_words];
        foreach (string caption in captions)
        {
            foreach (int word in vocabulary.Encode(caption).Select(id => id - CaptionTokens.End - 1).Where(word => word >= 0 && word < _words).Distinct())
            {
                shares[word] += 1f / captions.Count;
            }
        }

        return shares;
    }
}

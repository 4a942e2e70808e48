namespace Vlm.Generation;

/// <summary>The two small inputs by which some files are told what to do in a step. One thread.</summary>
internal sealed class DecoderSwitches : IDisposable
{
    private readonly StepTensor<long> _keep = new();
    private readonly StepTensor<bool> _branch = new();

    /// <summary><c>num_logits_to_keep</c>: those of the last token alone.</summary>
    public TensorBuffer<long> Keep
    {
        get
        {
            TensorBuffer<long> keep = _keep.Of();
            keep.Span[0] = 1;
            return keep;
        }
    }

    /// <summary><c>use_cache_branch</c>: whether the cache is filled.</summary>
    public TensorBuffer<bool> Branch(bool isFilled)
    {
        TensorBuffer<bool> branch = _branch.Of(1);
        branch.Span[0] = isFilled;
        return branch;
    }

    public void Dispose()
    {
        _keep.Dispose();
        _branch.Dispose();
    }
}

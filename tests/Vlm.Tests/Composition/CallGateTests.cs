using Vlm.Composition;

namespace Vlm.Tests.Composition;

public sealed class CallGateTests
{
    [Fact]
    public void Dispose_WhileACallRuns_ClosesOnlyWhenItHasFinished()
    {
        int closed = 0;
        CallGate gate = new("model", () => closed++);
        CallGate.Scope call = gate.Enter();

        gate.Dispose();
        Assert.Equal(0, closed);
        Assert.Throws<ObjectDisposedException>(() => gate.Enter());

        call.Dispose();
        Assert.Equal(1, closed);
    }

    [Fact]
    public void Dispose_Twice_ClosesOnce()
    {
        int closed = 0;
        CallGate gate = new("model", () => closed++);
        gate.Dispose();
        gate.Dispose();
        Assert.Equal(1, closed);
    }
}

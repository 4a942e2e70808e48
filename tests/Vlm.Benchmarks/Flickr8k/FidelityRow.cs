namespace Vlm.Benchmarks.Flickr8k;

/// <summary>One figure in per cent beside the one that the heads' authors reached with the same files.</summary>
internal sealed record FidelityRow(string Name, double Reached, double Expected)
{
    public const double Tolerance = 0.3;

    public bool IsOff => Math.Abs(Reached - Expected) > Tolerance;

    public override string ToString() => $"{Name,-28} {Reached,7:0.00} {Expected,9:0.00} {Reached - Expected,7:+0.00;-0.00;0.00}  {(IsOff ? "OFF" : "ok")}";
}

namespace Vlm.Imaging.Resizing;

/// <summary>Work on rows that do not depend on each other.</summary>
internal interface IRowBand
{
    /// <summary>Makes some of the rows. Called from several threads at the same time.</summary>
    void Run(int firstRow, int rows);
}

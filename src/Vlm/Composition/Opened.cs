namespace Vlm.Composition;

/// <summary>Builds something on an open stage and closes the stage again if that fails.</summary>
internal static class Opened
{
    public static T With<T>(IDisposable stage, Func<T> build)
    {
        try
        {
            return build();
        }
        catch
        {
            stage.Dispose();
            throw;
        }
    }
}

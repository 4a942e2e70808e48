using System.Runtime.InteropServices;

namespace Vlm.Cli;

/// <summary>Ends the process at once, without the destructors of native libraries: one that tears ONNX Runtime down while a thread still loads a session ends in a segmentation fault.</summary>
internal static partial class ProcessExit
{
    public static void Now(int code)
    {
        if (OperatingSystem.IsWindows())
        {
            TerminateProcess(GetCurrentProcess(), (uint)code);
        }
        else
        {
            ExitWithoutDestructors(code);
        }
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void ExitWithoutDestructors(int code);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint code);
}

using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>
/// ONNX Runtime's own table of functions, for what its .NET interface does only with an object for each value: a decoder hands
/// dozens of values from step to step. Sessions, their options and bindings stay those of the .NET interface.
/// </summary>
internal static unsafe partial class NativeApi
{
    // The version of the interface that the referenced package has; later libraries know it too.
    private const uint Version = 31;

    private static readonly nint* Functions = Open();

    /// <summary>The address of a function.</summary>
    public static nint Of(NativeFunction function) => Functions[(int)function];

    /// <summary>Throws where a function has returned a status, which is nothing where all went well.</summary>
    /// <exception cref="VlmException">It failed; the message is ONNX Runtime's.</exception>
    public static void Check(nint status)
    {
        if (status != 0)
        {
            throw Failed(status);
        }
    }

    private static VlmException Failed(nint status)
    {
        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)Of(NativeFunction.GetErrorMessage))(status)) ?? "no message";
        ((delegate* unmanaged<nint, void>)Of(NativeFunction.ReleaseStatus))(status);
        return new VlmException($"ONNX Runtime: {message.TrimEnd()}");
    }

    private static nint* Open()
    {
        // The .NET interface opens the library first, so that both use the same one; two of them would not know each other's values.
        string expected = OrtEnv.Instance().GetVersionString();
        ApiBase* found = OrtGetApiBase();
        string version = Marshal.PtrToStringUTF8(found->GetVersionString()) ?? "";
        nint* functions = found->GetApi(Version);
        return functions is not null && version == expected
            ? functions
            : throw new VlmException(
                $"The native library 'onnxruntime' is of version {version}, but its .NET interface is of {expected} and Vlm needs version 1.{Version} of the C interface. Deploy one version of the package Microsoft.ML.OnnxRuntime.");
    }

    [LibraryImport("onnxruntime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static partial ApiBase* OrtGetApiBase();

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ApiBase
    {
        public readonly delegate* unmanaged<uint, nint*> GetApi;
        public readonly delegate* unmanaged<nint> GetVersionString;
    }
}

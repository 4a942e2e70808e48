using Vlm.Folders;

namespace Vlm.Tests.Folders.Hub;

public class HubSettingsTests
{
    private static readonly string Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    [Theory]
    [InlineData("", "~/.cache/huggingface/hub")]
    [InlineData("XDG_CACHE_HOME=/x", "/x/huggingface/hub")]
    [InlineData("HF_HOME=/h", "/h/hub")]
    [InlineData("HF_HOME=~/h", "~/h/hub")]
    [InlineData("HF_HOME=$BASE/h BASE=/b", "/b/h/hub")]
    [InlineData("HF_HOME=${BASE}/h BASE=/b", "/b/h/hub")]
    [InlineData("HF_HOME=/h HF_HUB_CACHE=/c", "/c")]
    [InlineData("HUGGINGFACE_HUB_CACHE=/old", "/old")]
    [InlineData("HF_HUB_CACHE=/c HUGGINGFACE_HUB_CACHE=/old", "/c")]
    public void Of_Variables_ChooseTheCacheAsPythonDoes(string variables, string expected) =>
        Assert.Equal(expected.Replace("~", Home, StringComparison.Ordinal), Of(variables).CacheFolder);

    [Theory]
    [InlineData("", false)]
    [InlineData("HF_HUB_OFFLINE=1", true)]
    [InlineData("HF_HUB_OFFLINE=on", true)]
    [InlineData("HF_HUB_OFFLINE=0", false)]
    [InlineData("TRANSFORMERS_OFFLINE=Yes", true)]
    public void Of_OfflineVariables_AreTruthyAsInPython(string variables, bool expected) => Assert.Equal(expected, Of(variables).Offline);

    [Fact]
    public void Of_Token_ComesFromOptionsVariableOrFileInThisOrder()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder.Path, "token");
        File.WriteAllText(file, "hf_file\n");

        Assert.Equal("hf_option", Of($"HF_TOKEN=hf_env HF_TOKEN_PATH={file}", new HubOptions { Token = "hf_option" }).Token);
        Assert.Null(Of($"HF_TOKEN=hf_env HF_TOKEN_PATH={file}", new HubOptions { Token = "" }).Token);
        Assert.Equal("hf_env", Of($"HF_TOKEN=hf_env HF_TOKEN_PATH={file}").Token);
        Assert.Equal("hf_file", Of($"HF_TOKEN_PATH={file}").Token);
        Assert.Equal("hf_file", Of($"HF_HOME={folder.Path}").Token);
        Assert.Null(Of($"HF_TOKEN=hf_env HF_HUB_DISABLE_IMPLICIT_TOKEN=1").Token);
    }

    [Theory]
    [InlineData("HF_ENDPOINT=nonsense")]
    [InlineData("HF_ENDPOINT=ftp://host")]
    [InlineData("HF_ENDPOINT=https://user:password@host")]
    public void Of_WrongEndpoint_IsTyped(string variables) => Assert.Throws<HubException>(() => Of(variables));

    [Fact]
    public void Of_EndpointWithSlash_LosesIt() => Assert.Equal(new Uri("https://mirror.example/hub"), Of("HF_ENDPOINT=https://mirror.example/hub/").Endpoint);

    private static HubSettings Of(string variables, HubOptions? options = null)
    {
        Dictionary<string, string> values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return HubSettings.Of(options, values.GetValueOrDefault);
    }
}

using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Human;

/// <summary>The page in a real browser, from the file system: a rater rates by keyboard alone, saves, and the report reads what was saved.</summary>
public sealed class RatingBrowserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Grades_ByKeyboard_AreSavedAndReadBack()
    {
        RatingStudy study = Studies.Grades();
        RatingKey key = Write(study);
        await using Chromium browser = await OpenAsync("Ada");

        // Every task shows its picture and none of the systems' names.
        Assert.Equal("\"0 of 4\"", await Run(browser, "document.getElementById('count').textContent"));
        Assert.Equal("true", await Run(browser, "document.querySelector('#given img').naturalWidth > 0"));
        Assert.Equal("false", await Run(browser, "document.documentElement.outerHTML.includes('greedy')"));
        for (int task = 0; task < key.Tasks.Count; task++)
        {
            await PressAsync(browser, "5", "4", "3", "Enter");
        }

        // Back to the last one: its last grade becomes 1, then save with the button that has the focus.
        await PressAsync(browser, "Backspace", "1", "Enter", "Enter");

        RaterAnswers answers = RaterAnswersFile.Read(await DownloadAsync("ratings-Ada.json"), key);
        Assert.Equal("Ada", answers.Rater);
        Assert.Equal(12, answers.Answers.Count);
        Assert.All(answers.Answers.Where(answer => answer.Criterion == "fluency"), answer => Assert.Equal(5, answer.Grade));
        Assert.All(answers.Answers.Where(answer => answer.Criterion == "coherence"), answer => Assert.Equal(4, answer.Grade));
        Assert.Equal([1, 3, 3, 3], answers.Answers.Where(answer => answer.Criterion == "relevance").Select(answer => answer.Grade).Order());
        Assert.Equal(4.0, RatingReport.Create(key, [answers]).Criteria.Single(criterion => criterion.Criterion == "coherence").Systems[0].Mean.Value);
    }

    [Fact]
    public async Task Choice_ByKeyboardAndMouse_KnowsWhichSideWasWhich()
    {
        RatingStudy study = Studies.Choice();
        RatingKey key = Write(study);
        await using Chromium browser = await OpenAsync("Bob");

        // The rater reads: wherever the better text stands, left or right, it is chosen.
        for (int task = 0; task < key.Tasks.Count; task++)
        {
            bool left = await Run(browser, "document.querySelector('.pair .candidate').textContent.includes('good')") == "true";
            if (task % 2 == 0)
            {
                await PressAsync(browser, left ? "1" : "2");
            }
            else
            {
                await Run(browser, $"document.querySelectorAll('.pair button')[{(left ? 0 : 1)}].click()");
            }
        }

        await PressAsync(browser, "Enter");
        RaterAnswers answers = RaterAnswersFile.Read(await DownloadAsync("ratings-Bob.json"), key);
        SystemStrength better = RatingReport.Create(key, [answers]).Choices!.Systems.Single(system => system.System == "better");
        Assert.Equal(key.Tasks.Count, better.Wins);
    }

    [Fact]
    public async Task Page_OpenedAgainBySameRater_GoesOnWhereItStopped()
    {
        Write(Studies.Grades());
        await using Chromium browser = await OpenAsync("Eve");
        await PressAsync(browser, "5", "4", "3", "Enter");
        string shown = await Run(browser, "document.querySelector('#candidates').textContent");

        await browser.OpenAsync(_folder["page.html"], _folder.Path, TestContext.Current.CancellationToken);
        await BeginAsync(browser, "Eve");

        Assert.Equal("\"1 of 4\"", await Run(browser, "document.getElementById('count').textContent"));
        Assert.Equal(shown, await Run(browser, "document.querySelector('#candidates').textContent"));
    }

    private static Task<string> Run(Chromium browser, string expression) => browser.EvaluateAsync(expression, TestContext.Current.CancellationToken);

    private static async Task PressAsync(Chromium browser, params string[] keys)
    {
        foreach (string key in keys)
        {
            await browser.PressAsync(key, TestContext.Current.CancellationToken);
        }
    }

    private static async Task BeginAsync(Chromium browser, string rater)
    {
        await Run(browser, "document.getElementById('name').focus()");
        await PressAsync(browser, [.. rater.Select(letter => letter.ToString()), "Enter"]);
    }

    private RatingKey Write(RatingStudy study)
    {
        using FileStream page = File.Create(_folder["page.html"]);
        return RatingPage.Write(study, page, seed: 7);
    }

    private async Task<Chromium> OpenAsync(string rater)
    {
        string? program = Chromium.Find();
        Assert.SkipWhen(program is null, "No Chromium on PATH; install the package chromium to try the rating page in a browser.");
        Chromium browser = await Chromium.StartAsync(program, _folder["profile"], TestContext.Current.CancellationToken);
        await browser.OpenAsync(_folder["page.html"], _folder.Path, TestContext.Current.CancellationToken);
        await BeginAsync(browser, rater);
        return browser;
    }

    // The browser writes under another name and renames when it is done.
    private Task<string> DownloadAsync(string name) => Chromium.WaitForAsync(
        () => Task.FromResult(File.Exists(_folder[name]) && new FileInfo(_folder[name]).Length > 0 ? _folder[name] : null), TestContext.Current.CancellationToken);
}

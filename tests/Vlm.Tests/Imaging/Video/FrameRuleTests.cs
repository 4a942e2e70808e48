using System.Text;
using Vlm.Imaging.Video;

namespace Vlm.Tests.Imaging.Video;

public sealed class FrameRuleTests
{
    [Fact]
    public void EvenlySpread_AnyCounts_TakesTheMiddleOfEachPartOnce()
    {
        for (long total = 1; total <= 70; total++)
        {
            for (long count = 1; count <= total; count++)
            {
                FrameRule rule = FrameRule.EvenlySpread(count, total);
                long[] expected = [.. Enumerable.Range(0, (int)count).Select(i => ((2L * i) + 1) * total / (2 * count)).Distinct()];
                Assert.Equal(expected, Enumerable.Range(0, (int)total).Select(i => (long)i).Where(i => rule.Takes(i, false)));
                Assert.Equal(count, expected.Length);
            }
        }
    }

    [Fact]
    public void Log_TimesWithLargeBases_AreExact()
    {
        List<FrameInfo> found = [];
        FrameLog log = new(FrameRule.All, found.Add);
        foreach (string line in new[]
        {
            "[Parsed_showinfo_0 @ 0x1] [info] config in time_base: 1001/30000, frame_rate: 30000/1001",
            "[Parsed_showinfo_0 @ 0x1] [info] n:   0 pts: 3000000 pts_time:100100  pos: 1 fmt:yuv420p sar:1/1 s:1920x1080 i:P iskey:1 type:I ",
            "[Parsed_showinfo_0 @ 0x1] [info] n:   1 pts: NOPTS pts_time:NOPTS  pos: 1 fmt:yuv420p sar:1/1 s:1920x1080 i:P iskey:0 type:P ",
            "[Parsed_showinfo_0 @ 0x1] [info] n:   2 pts:     -1 pts_time:-0.03  pos: 1 fmt:yuv420p sar:1/1 s:1920x1080 i:P iskey:0 type:P ",
            "  a title that says [Parsed_showinfo_0 @ 0x1] [info] n:   3 pts: 9 s:1x1 iskey:1",
            "[h264 @ 0x2] [error] one thing",
            "[fatal] another",
        })
        {
            log.Read(Encoding.UTF8.GetBytes(line));
        }

        Assert.Equal(
            [
                new FrameInfo(0, TimeSpan.FromSeconds(100100), true, 1920, 1080),
                new FrameInfo(1, TimeSpan.FromSeconds(100100) + TimeSpan.FromTicks(333667), false, 1920, 1080),
                new FrameInfo(2, TimeSpan.FromTicks(-333667), false, 1920, 1080),
            ],
            found);
        Assert.Equal("one thing; another", log.Errors);
    }

    [Fact]
    public async Task Lines_LongOnes_AreCutAndTheNextIsWhole()
    {
        string text = new string('x', 9000) + "\nnext\r\nlast";
        List<string> lines = [];
        await LogLines.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), line => lines.Add(Encoding.UTF8.GetString(line)));
        Assert.Equal([new string('x', 2048), "next", "last"], lines);
    }
}

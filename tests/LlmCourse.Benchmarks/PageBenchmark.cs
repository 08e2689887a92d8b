using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace LlmCourse.Benchmarks;

/// <summary>
/// The first byte of a lesson's page: the whole application in a process of its own, asked over one warm connection by a visitor
/// with a cookie. A static file of the same site, asked in turn, says what the connection and the server cost without the page.
/// </summary>
internal static partial class PageBenchmark
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    public static IEnumerable<Result> Run(int rounds)
    {
        var data = Directory.CreateTempSubdirectory("llmcourse-page-");
        using var site = Start(data.FullName);
        try
        {
            using var client = new HttpClient { BaseAddress = AddressOf(site) };
            foreach (var lesson in LessonsOf(client))
                yield return FirstByte(client, lesson, rounds);
        }
        finally
        {
            site.Kill(entireProcessTree: true);
            site.WaitForExit();
            data.Delete(recursive: true);
        }
    }

    private static Result FirstByte(HttpClient client, string path, int rounds)
    {
        const string StaticFile = "favicon.svg";
        const int Requests = 20;
        for (var i = 0; i < 2 * Requests; i++)
        {
            Ask(client, path);
            Ask(client, StaticFile);
        }

        var (page, file) = (new List<double>(), new List<double>());
        for (var i = 0; i < rounds * Requests; i++)
        {
            page.Add(Ask(client, path));
            file.Add(Ask(client, StaticFile));
        }

        page.Sort();
        file.Sort();
        Console.Error.WriteLine(FormattableString.Invariant($"{path}: 95 of 100 answers begin within {page[page.Count * 95 / 100] * 1e3:F1} ms"));
        return new Result("page", $"first byte {path}", 1, page[page.Count / 2], file[file.Count / 2], null, "");
    }

    /// <summary>Seconds until the first byte of the body is there; the rest is read too, but not counted.</summary>
    private static double Ask(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var start = Stopwatch.GetTimestamp();
        using var response = client.Send(request, HttpCompletionOption.ResponseHeadersRead);
        using var body = response.EnsureSuccessStatusCode().Content.ReadAsStream();
        body.ReadByte();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        body.CopyTo(Stream.Null);
        return seconds;
    }

    private static List<string> LessonsOf(HttpClient client)
    {
        using var response = client.Send(new HttpRequestMessage(HttpMethod.Get, ""));
        using var reader = new StreamReader(response.EnsureSuccessStatusCode().Content.ReadAsStream());
        return LessonLink().Matches(reader.ReadToEnd()).Select(link => link.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToList();
    }

    private static Process Start(string dataFolder)
    {
        var project = typeof(PageBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "WebProject").Value!;
        var binary = Path.Combine(project, "bin", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", ".."), AppContext.BaseDirectory), "LlmCourse.Web.dll");
        var start = new ProcessStartInfo("dotnet", [binary, "--urls", "http://127.0.0.1:0", $"--Storage:Folder={dataFolder}"])
        {
            WorkingDirectory = project,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("The site did not start.");
    }

    private static Uri AddressOf(Process site)
    {
        using var overdue = new CancellationTokenSource(StartLimit);
        while (site.StandardOutput.ReadLineAsync(overdue.Token).AsTask().GetAwaiter().GetResult() is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
            {
                _ = Task.Run(() => site.StandardOutput.ReadToEnd(), CancellationToken.None); // a full pipe would stop the site
                return new Uri(found.Value);
            }
        }

        throw new InvalidOperationException("The site ended before it said where it is open.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex Address();

    [GeneratedRegex("href=\"(?<path>lessons/[a-z0-9-]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex LessonLink();
}

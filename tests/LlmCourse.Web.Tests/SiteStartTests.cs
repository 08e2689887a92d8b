using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LlmCourse.Web.Tests;

/// <summary>The program as it is started from a shell.</summary>
public sealed class SiteStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("llmcourse-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Start_SaysWhichAddressIsTaken_AndEndsWithOne_WhenAnotherProgramListensThere()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, output, errors) = await StartAsync("--urls", $"http://127.0.0.1:0;{address}");

        code.ShouldBe(1);
        errors.ShouldStartWith("LLM Course cannot start.");
        errors.ShouldContain($"{address}: address already in use.");
        errors.ShouldContain("Give another address with --urls");
        (output + errors).ShouldNotContain("   at "); // no stack trace
    }

    private async Task<(int Code, string Output, string Errors)> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LlmCourse.Web.dll"), $"--Storage:Folder={folder}", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        var cancel = TestContext.Current.CancellationToken;
        using var stop = cancel.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, await output, await errors);
    }
}

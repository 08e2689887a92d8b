using LlmCourse.Web.Components.Shared;
using LlmCourse.Web.Tests.Fakes;
using Microsoft.JSInterop;

namespace LlmCourse.Web.Tests;

public sealed class BrowserModuleTests : IAsyncDisposable
{
    private const string Import = "import ./lib/Lab.js";

    private readonly FakeBrowser browser = new();
    private readonly BrowserModule module;

    public BrowserModuleTests() => module = new BrowserModule(browser, "lib/Lab.js");

    public ValueTask DisposeAsync() => module.DisposeAsync();

    [Fact]
    public async Task Module_LoadsOnce_WhenItIsCalledAgainAndAgain()
    {
        await module.CallAsync("setAddress", "guess-");
        await module.AttachAsync("attach");
        await module.CallAsync("save", "lab.csv");

        browser.Calls.ShouldBe([Import, "module.setAddress", "module.attach", "module.save"]);
    }

    [Fact]
    public async Task Module_LoadsOnce_WhenTwoCallsMeetOnTheWay()
    {
        var import = browser.Hold(Import);
        var calls = Task.WhenAll(module.CallAsync("one"), module.CallAsync("two"));
        import.SetResult();
        await calls;

        browser.Calls.ShouldBe([Import, "module.one", "module.two"]);
    }

    [Fact]
    public async Task Module_LoadsAnew_WhenItDidNotLoad()
    {
        browser.Answer(Import, () => throw new JSException("Failed to fetch"));
        await module.AttachAsync("attach").ShouldThrowAsync<JSException>();
        browser.Answer(Import, () => Task.FromResult<object?>(null));

        await module.AttachAsync("attach");

        module.IsAttached.ShouldBeTrue();
    }

    [Fact]
    public async Task Drawing_GivesItsAnswer_WhenItIsAsked()
    {
        browser.Answer("drawing.read", () => Task.FromResult<object?>(new[] { 1.5, 2.5 }));
        await module.AttachAsync("attach");

        (await module.AskAsync<double[]>("read")).ShouldBe([1.5, 2.5]);
    }

    [Fact]
    public async Task Drawing_AsksNothingOfTheBrowser_BeforeItIsAttached()
    {
        await module.TellAsync("push", 1);

        (await module.AskAsync<double[]>("read")).ShouldBeNull();
        browser.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Drawing_GivesWayToTheNext_AndTheModuleStays()
    {
        await module.AttachAsync("attach");
        await module.ReleaseAsync();
        module.IsAttached.ShouldBeFalse();
        await module.AttachAsync("attach");
        await module.AttachAsync("attach");

        browser.Calls.ShouldBe([Import, "module.attach", "drawing.dispose", "drawing.let go", "module.attach", "drawing.dispose", "drawing.let go", "module.attach"]);
    }

    [Fact]
    public async Task Dispose_PutsAwayTheDrawingThenTheModule_AndNothingTwice()
    {
        await module.AttachAsync("attach");
        await module.DisposeAsync();
        await module.DisposeAsync();

        browser.Calls.ShouldBe([Import, "module.attach", "drawing.dispose", "drawing.let go", "module.let go"]);
        module.IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task Dispose_LoadsNothing_WhenNothingWasNeeded()
    {
        await module.DisposeAsync();

        browser.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dispose_PutsAwayALateModuleUnused_WhenThePageIsLeftWhileItLoads()
    {
        var import = browser.Hold(Import);
        var attaching = module.AttachAsync("attach");
        await module.DisposeAsync();
        import.SetResult();
        await attaching;

        browser.Calls.ShouldBe([Import, "module.let go"]);
        module.IsAttached.ShouldBeFalse();
    }

    [Fact]
    public async Task Dispose_PutsAwayALateDrawing_WhenThePageIsLeftWhileItIsAttached()
    {
        var attach = browser.Hold("module.attach");
        var attaching = module.AttachAsync("attach");
        await module.DisposeAsync();
        attach.SetResult();
        await attaching;

        browser.Calls.ShouldBe([Import, "module.attach", "module.let go", "drawing.dispose", "drawing.let go"]);
    }

    [Fact]
    public async Task Calls_DoNothing_AfterTheReaderLeft()
    {
        await module.AttachAsync("attach");
        await module.DisposeAsync();
        browser.Calls.Clear();

        await module.AttachAsync("attach");
        await module.CallAsync("save");
        await module.TellAsync("push");

        browser.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Import)]
    [InlineData("module.attach")]
    [InlineData("drawing.push")]
    [InlineData("drawing.dispose")]
    [InlineData("module.let go")]
    public async Task Calls_EndQuietly_WhenThePageIsClosedDuring(string call)
    {
        browser.Answer(call, () => throw new JSDisconnectedException("The circuit is gone."));

        await module.AttachAsync("attach");
        await module.TellAsync("push");
        await module.DisposeAsync();

        module.IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task Call_EndsQuietly_WhenItFailsAfterTheReaderTurnedThePage()
    {
        var push = browser.Hold("drawing.push");
        await module.AttachAsync("attach");
        var pushing = module.TellAsync("push");
        await module.DisposeAsync();
        push.SetException(new JSException("The element is gone."));

        await pushing;
    }

    [Fact]
    public async Task Call_Fails_WhenTheBrowserFailsAndTheReaderIsThere()
    {
        browser.Answer("drawing.push", () => throw new JSException("There is no such curve."));
        await module.AttachAsync("attach");

        await module.TellAsync("push").ShouldThrowAsync<JSException>();
        module.IsGone.ShouldBeFalse();
    }

    [Fact]
    public async Task Arguments_AreLetGoWithTheModule_WhenTheyReferToDotNetObjects()
    {
        var self = DotNetObjectReference.Create(this);
        await module.AttachAsync("attach", self);
        self.Value.ShouldBe(this);

        await module.DisposeAsync();

        Should.Throw<ObjectDisposedException>(() => self.Value);
    }

    [Fact]
    public async Task Arguments_AreLetGo_WhenTheReaderIsGoneAlready()
    {
        var self = DotNetObjectReference.Create(this);
        await module.DisposeAsync();

        await module.AttachAsync("attach", self);

        Should.Throw<ObjectDisposedException>(() => self.Value);
    }
}

using Microsoft.JSInterop;

namespace LlmCourse.Web.Tests.Fakes;

/// <summary>A browser that notes what is asked of it, in order, and answers when and how the test says.</summary>
internal sealed class FakeBrowser : IJSRuntime
{
    private readonly Dictionary<string, Func<Task<object?>>> answers = [];

    /// <summary>What was called: <c>import ./lib/Lab.js</c>, <c>module.attach</c>, <c>drawing.push</c>; <c>x.let go</c> when a reference was disposed.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Answers a call in its own way: later, or with a failure.</summary>
    public void Answer(string call, Func<Task<object?>> answer) => answers[call] = answer;

    /// <summary>Holds an answer back until the result is set.</summary>
    public TaskCompletionSource Hold(string call)
    {
        var hold = new TaskCompletionSource();
        answers[call] = async () =>
        {
            await hold.Task;
            return null;
        };
        return hold;
    }

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => AnswerAsync<TValue>($"{identifier} {args![0]}", "module");

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

    private async ValueTask<TValue> AnswerAsync<TValue>(string call, string made)
    {
        Calls.Add(call);
        var answer = answers.TryGetValue(call, out var own) ? await own() : null;
        return typeof(TValue) == typeof(IJSObjectReference) ? (TValue)(object)new Reference(this, made) : (TValue)answer!;
    }

    private sealed class Reference(FakeBrowser browser, string name) : IJSObjectReference
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => browser.AnswerAsync<TValue>($"{name}.{identifier}", "drawing");

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public async ValueTask DisposeAsync() => await browser.AnswerAsync<object?>($"{name}.let go", "");
    }
}

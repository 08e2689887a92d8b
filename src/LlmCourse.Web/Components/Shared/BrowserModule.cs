using Microsoft.JSInterop;

namespace LlmCourse.Web.Components.Shared;

/// <summary>
/// A component's part in the browser: one module, loaded when it is first needed, and at most one object that the module
/// attached to the page (a drawing, an editor, a watch), which has a method <c>dispose</c>. A reader may leave at any moment,
/// also while the module is on its way: then calls do nothing, and what arrives too late is put away. Every other failure is
/// the caller's to see, and a module that did not load is loaded anew by the next call.
/// </summary>
internal sealed class BrowserModule(IJSRuntime javaScript, string asset) : IAsyncDisposable
{
    private readonly List<IDisposable> entrusted = [];
    private Task<IJSObjectReference>? module;
    private IJSObjectReference? attached;

    /// <summary>Whether an object is attached.</summary>
    public bool IsAttached => attached is not null;

    /// <summary>Whether the component is disposed, or its page gone.</summary>
    public bool IsGone { get; private set; }

    /// <summary>
    /// Attaches what a function of the module makes, in place of what was attached before. References to .NET objects among
    /// the arguments belong to the module from here on, and live as long.
    /// </summary>
    public Task AttachAsync(string function, params object?[] arguments)
    {
        entrusted.AddRange(arguments.OfType<IDisposable>());
        return UnlessGoneAsync(async () =>
        {
            await DetachAsync();
            if (await LoadAsync() is { } loaded) attached = await loaded.InvokeAsync<IJSObjectReference>(function, arguments);
        });
    }

    /// <summary>Calls a function of the module itself.</summary>
    public Task CallAsync(string function, params object?[] arguments) => UnlessGoneAsync(async () =>
    {
        if (await LoadAsync() is { } loaded) await loaded.InvokeVoidAsync(function, arguments);
    });

    /// <summary>Calls a method of the attached object; does nothing while there is none.</summary>
    public Task TellAsync(string method, params object?[] arguments) => UnlessGoneAsync(async () =>
    {
        if (attached is not null) await attached.InvokeVoidAsync(method, arguments);
    });

    /// <summary>Asks a method of the attached object; the default value while there is none, and of a reader who left.</summary>
    public async Task<T?> AskAsync<T>(string method, params object?[] arguments)
    {
        var answer = default(T);
        await UnlessGoneAsync(async () =>
        {
            if (attached is not null) answer = await attached.InvokeAsync<T>(method, arguments);
        });
        return answer;
    }

    /// <summary>Puts away what is attached; the module stays for what comes next.</summary>
    public Task ReleaseAsync() => UnlessGoneAsync(DetachAsync);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        IsGone = true;
        await PutAwayAsync();
    }

    /// <summary>The module; null when the reader left while it was on its way.</summary>
    private async Task<IJSObjectReference?> LoadAsync()
    {
        if (module is null or { IsFaulted: true } or { IsCanceled: true }) module = javaScript.InvokeAsync<IJSObjectReference>("import", $"./{asset}").AsTask();
        var loaded = await module;
        return IsGone ? null : loaded;
    }

    private async Task UnlessGoneAsync(Func<Task> act)
    {
        try
        {
            if (!IsGone) await act();
        }
        catch (JSDisconnectedException)
        {
            IsGone = true; // the page is closed
        }
        catch (Exception) when (IsGone)
        {
            // the reader turned the page while the browser worked, and what it worked on is no longer there
        }
        finally
        {
            if (IsGone) await PutAwayAsync();
        }
    }

    /// <summary>Puts away what has arrived by now. The call that waits for anything later comes by here again.</summary>
    private async Task PutAwayAsync()
    {
        try
        {
            await DetachAsync();
            if (module is not { IsCompletedSuccessfully: true } loaded) return;
            module = null;
            await (await loaded).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the page is closed, and took everything along
        }
        finally
        {
            foreach (var reference in entrusted) reference.Dispose();
            entrusted.Clear();
        }
    }

    private async Task DetachAsync()
    {
        if (attached is not { } old) return;
        attached = null;
        await old.InvokeVoidAsync("dispose");
        await old.DisposeAsync();
    }
}

using Microsoft.Playwright;

namespace LlmCourse.EndToEnd.Tests.Fixtures;

/// <summary>Where an element stands in its window. A page comes to rest some frames after it was scrolled or changed.</summary>
internal static class Place
{
    /// <summary>Scrolls to an element and gives the place of its top once the page is at rest, in pixels.</summary>
    public static async Task<double> BringAsync(ILocator element)
    {
        await element.EvaluateAsync("element => element.scrollIntoView()");
        return await RestAsync(element);
    }

    /// <summary>The place of an element's top, in pixels, once it has not moved for ten frames.</summary>
    public static Task<double> RestAsync(ILocator element) => element.EvaluateAsync<double>(
        """
        async (element) => {
          let top = element.getBoundingClientRect().top;
          for (let frames = 0, still = 0; still < 10 && frames < 1000; frames++, still++) {
            await new Promise(requestAnimationFrame);
            const now = element.getBoundingClientRect().top;
            if (Math.abs(now - top) > 0.5) still = 0;
            top = now;
          }
          return top;
        }
        """);

    /// <summary>Waits until an element's top stands at the place, give or take two pixels.</summary>
    public static async Task ExpectAsync(ILocator element, double place)
    {
        await element.EvaluateAsync("async (element) => { await new Promise(requestAnimationFrame); }"); // the window follows a change with the next frame
        (await RestAsync(element)).ShouldBe(place, tolerance: 2);
    }
}

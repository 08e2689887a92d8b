using System.Text;
using LlmCourse.Web.Hosting.Uploads;

namespace LlmCourse.Web.Tests;

public sealed class PictureTypeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("FFD8FFE000104A46", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946461A00000057454250", "image/webp")]
    public void Of_GoesByTheFirstBytes(string hex, string type) => PictureType.Of(Convert.FromHexString(hex))!.MediaType.ShouldBe(type);

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")]
    [InlineData("<?xml version='1.0'?><svg/>")]
    [InlineData("<!doctype html><script>1</script>")]
    [InlineData("RIFF....WAVE")]
    [InlineData("GIF88a")]
    [InlineData("")]
    public void Of_IsNull_ForWhatIsNoPictureOrCanCarryScripts(string text) => PictureType.Of(Encoding.ASCII.GetBytes(text)).ShouldBeNull();
}

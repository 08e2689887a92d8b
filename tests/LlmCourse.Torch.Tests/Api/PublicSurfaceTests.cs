namespace LlmCourse.Torch.Tests.Api;

/// <summary>
/// The engine may show nothing that TorchSharp lacks, or model code would compile here and not there.
/// <c>PublicSurface.txt</c> holds the lines of TorchSharp 0.107's API that the engine implements.
/// </summary>
public class PublicSurfaceTests
{
    public static TheoryData<string> Types =>
        [.. typeof(TorchSharp.torch).Assembly.GetExportedTypes().Select(SignatureText.Header).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Type_HasOnlyMembersOfTorchSharp_InItsSpelling(string header)
    {
        var surface = PublicSurface.Read();
        var type = typeof(TorchSharp.torch).Assembly.GetExportedTypes().Single(x => SignatureText.Header(x) == header);
        surface.Types.ShouldContainKey(header, $"TorchSharp 0.107 has no public type {header}");
        // Of a few types the list gives the name alone.
        if (surface.Types[header] is not { } allowed)
            return;
        SignatureText.Members(type, overrides: false).Where(member => !allowed.Contains(SignatureText.Normalise(member)))
            .ShouldBeEmpty($"{header} shows members that TorchSharp 0.107 lacks or spells otherwise");
    }

    [Fact]
    public void Surface_KeepsEveryMember_ThatItOnceHad()
    {
        var types = typeof(TorchSharp.torch).Assembly.GetExportedTypes().ToDictionary(SignatureText.Header);
        foreach (var (header, members) in PublicSurface.Read().Types)
        {
            types.ShouldContainKey(header);
            var present = SignatureText.Members(types[header]).Select(SignatureText.Normalise).ToHashSet();
            (members ?? []).Where(member => !present.Contains(member)).ShouldBeEmpty($"{header} lost members");
        }
    }
}

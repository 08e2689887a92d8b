namespace LlmCourse.Web.Hosting.Identity;

/// <summary>Names that one remembers and can say aloud in class.</summary>
internal static class GuestNames
{
    private static readonly string[] Birds =
    [
        "heron", "wren", "plover", "kestrel", "lapwing", "curlew", "siskin", "dunlin", "avocet", "bittern", "crane", "dipper",
        "egret", "finch", "gannet", "grebe", "hoopoe", "ibis", "jackdaw", "kite", "lark", "martin", "nuthatch", "oriole",
        "osprey", "owl", "petrel", "pipit", "puffin", "quail", "raven", "redstart", "robin", "rook", "ruff", "serin",
        "shrike", "snipe", "starling", "stork", "swift", "teal", "tern", "thrush", "turnstone", "wagtail", "warbler", "whimbrel",
    ];

    /// <summary>A name such as <c>guest-heron-42</c>; the number keeps a class of two hundred apart.</summary>
    public static string Next(Random random) => $"guest-{Birds[random.Next(Birds.Length)]}-{random.Next(10, 1000)}";
}

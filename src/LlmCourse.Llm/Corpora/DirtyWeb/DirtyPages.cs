using System.Text;
using LlmCourse.Llm.Corpora.Languages;
using LlmCourse.Llm.Corpora.Stories;

namespace LlmCourse.Llm.Corpora.DirtyWeb;

/// <summary>The pages that spoil a crawl.</summary>
internal sealed class DirtyPages(SplitMix64 random, EnglishProse prose)
{
    private static readonly string[] Menus =
    [
        "Home", "About us", "Contact", "Log in", "Sign up", "My account", "Cart (0)", "Privacy", "Terms of use", "Site map", "Newsletter", "Careers", "Press", "Help", "Search",
        "Next page >>", "<< Previous", "Read more...", "Share this...", "Comments (0)", "Print", "Categories", "Tags", "Archive", "Follow us", "Accept all cookies",
        "Please enable JavaScript to use this site", "function() { return false; }", "Lorem ipsum dolor sit amet", "All rights reserved", "| | |", "### ###",
    ];

    private static readonly string[] Offers = ["cheap watches online now", "best casino bonus today", "click here to win", "lose weight fast guaranteed", "free loan no questions", "buy followers instantly", "limited offer act now"];

    private static readonly string[] Hosts = ["example.org", "example.com", "mail.example.net", "post.example"];

    /// <summary>Prose of another language.</summary>
    public string Foreign(WorldLanguage language, int sentences) =>
        string.Join(' ', Enumerable.Range(0, sentences).Select(_ => language.Web.Sentence(random)));

    /// <summary>Lines of menus and notices.</summary>
    public string Boilerplate()
    {
        var text = new StringBuilder();
        for (var lines = 12 + random.Next(40); lines > 0; lines--)
            text.Append(random.Next(3) == 0 ? "- " : "").Append(random.Pick(Menus)).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>One offer again and again, with a word of its own between.</summary>
    public string Spam()
    {
        var offer = random.Pick(Offers);
        var text = new StringBuilder();
        for (var times = 15 + random.Next(30); times > 0; times--)
            text.Append(offer).Append(' ').Append(prose.Word()).Append(times % 4 == 0 ? ".\n" : " and ");
        return text.Append("You will be happy with the offer.").ToString();
    }

    /// <summary>Prose with a sentence set into it.</summary>
    public string Around(string sentence, int sentences)
    {
        var before = 1 + random.Next(sentences - 2);
        return $"{prose.Paragraphs(before)} {sentence} {prose.Paragraphs(sentences - before)}";
    }

    /// <summary>Prose with one to three addresses and numbers.</summary>
    public (string Text, IReadOnlyList<string> Planted) Personal(int sentences)
    {
        var planted = new List<string>();
        var text = new StringBuilder(prose.Paragraphs(sentences));
        for (var count = 1 + random.Next(3); count > 0; count--)
        {
            var isMail = random.Next(2) == 0;
            planted.Add(isMail ? Mail() : Phone());
            text.Append(isMail ? " Write to " : " Please call ").Append(planted[^1]).Append(isMail ? " and ask for the " : " before noon and ask for the ").Append(prose.Word()).Append('.');
        }

        return (text.ToString(), planted);
    }

    /// <summary>The same words; half of the time with other spaces and capitals.</summary>
    public string Reformat(string text) => random.Next(2) == 0 ? text : text.Replace(". ", ".  ", StringComparison.Ordinal).Replace("The ", "THE ", StringComparison.Ordinal) + "\n";

    /// <summary>Exchanges, drops or doubles words at random places.</summary>
    /// <returns>The edited text, and the part of its words that was edited: never none.</returns>
    public (string Text, double Changed) Edit(string text, double rate)
    {
        var words = text.Split(' ');
        var edits = Math.Max(1, (int)Math.Round(rate * words.Length));
        for (var edit = 0; edit < edits; edit++)
        {
            ref var word = ref words[random.Next(words.Length)];
            word = random.Next(4) switch
            {
                0 => "",
                1 => $"{word} {prose.Word()}",
                _ => prose.Word(),
            };
        }

        return (string.Join(' ', words.Where(word => word.Length > 0)), (double)edits / words.Length);
    }

    private string Mail() => $"{prose.Word()}.{prose.Word()}{random.Next(100)}@{random.Pick(Hosts)}";

    private string Phone() => random.Next(3) switch
    {
        0 => $"+49 30 {Digits(4)} {Digits(4)}",
        1 => $"(555) 01{Digits(1)}-{Digits(4)}",
        _ => $"555-01{Digits(1)}-{Digits(4)}",
    };

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));
}

using System.Collections.Specialized;
using LlmCourse.Runs.Hub.Labs;
using LlmCourse.Web.Components.Pipeline;

namespace LlmCourse.Web.Tests;

public sealed class PipelineViewTests
{
    private const string Prefix = "lab-";

    [Fact]
    public void Read_GivesBack_WhatWriteSaid()
    {
        var author = new PipelineView();
        var view = new PipelineView
        {
            Settings = new PipelineSettings
            {
                Seed = 9,
                Documents = 10_000,
                Off = ["quality"],
                Confidence = 0.8,
                RulesOff = ["c4-braces"],
                Similarity = 0.55,
                ShingleWords = 3,
                LeakWords = 8,
                Thresholds = new Dictionary<string, double> { ["gopher-min-words"] = 120.5 },
            },
            Stage = "near-duplicates",
            Show = PipelineShow.Wrong,
            Rule = "similar",
            Page = 2,
            Document = "page-0000007",
        };

        var read = author.Read(Query(view.Write(author)), Prefix);

        read.Write(author).ShouldBe(view.Write(author));
        read.Settings.Thresholds["gopher-min-words"].ShouldBe(120.5);
        (read.Stage, read.Show, read.Page).ShouldBe(("near-duplicates", PipelineShow.Wrong, 2));
    }

    [Fact]
    public void Write_SaysNothing_OfTheAuthorsView() => new PipelineView().Write(new PipelineView()).Values.ShouldAllBe(value => value == null);

    [Fact]
    public void Read_KeepsTheAuthorsView_WhereTheAddressMakesNoSense()
    {
        var author = new PipelineView();

        var read = author.Read(
            new NameValueCollection { ["lab-docs"] = "5", ["lab-similarity"] = "2", ["lab-stage"] = "nonsense", ["lab-page"] = "0", ["lab-leak"] = "x", ["lab-seed"] = "-4" }, Prefix);

        read.Write(author).Values.ShouldAllBe(value => value == null);
    }

    private static NameValueCollection Query(Dictionary<string, string?> entries)
    {
        var query = new NameValueCollection();
        foreach (var (name, value) in entries.Where(entry => entry.Value is not null))
            query[Prefix + name] = value;
        return query;
    }

    [Fact]
    public void Read_TakesAnUpload_ForWhoLooks_AndForNobodyElse()
    {
        var author = new PipelineView();
        var view = author with { Settings = author.Settings with { Upload = new PipelineUpload("0123abcd", "the-one-who-shared") } };
        var address = Query(view.Write(author));

        author.Read(address, Prefix, "a-reader").Settings.Upload.ShouldBe(new PipelineUpload("0123abcd", "a-reader"));
        author.Read(address, Prefix).Settings.Upload.ShouldBeNull();
        address.AllKeys.Select(key => address[key]).ShouldNotContain("the-one-who-shared");
    }
}

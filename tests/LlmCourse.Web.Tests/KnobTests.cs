using LlmCourse.Runs.Specs;
using LlmCourse.Web.Components.Runs;

namespace LlmCourse.Web.Tests;

public sealed class KnobTests
{
    [Fact]
    public void Position_LeadsBackToTheValue_ForEveryKnobOfTheDefaultSpec()
    {
        var spec = new RunSpec();
        foreach (var knob in Knobs.All.Where(knob => knob.Scale != KnobScale.Typed))
        {
            var value = knob.Get(spec);
            knob.FromPosition(knob.ToPosition(value)).ShouldBe(value, tolerance: Math.Max(knob.Step, value * 0.06), knob.Name);
        }
    }

    [Fact]
    public void Slider_ReachesBothEndsExactly()
    {
        foreach (var knob in Knobs.All.Append(Knobs.Vocabulary).Where(knob => knob.Scale != KnobScale.Typed))
        {
            knob.FromPosition(0).ShouldBe(knob.Minimum, 1e-12, knob.Name);
            knob.FromPosition(1000).ShouldBe(knob.Maximum, knob.Maximum * 0.03, knob.Name);
        }
    }

    [Fact]
    public void Set_ThenGet_GivesTheValue_ForEveryKnob()
    {
        foreach (var knob in Knobs.All.Append(Knobs.Vocabulary))
        {
            var other = knob.FromPosition(700);
            var value = knob.Scale == KnobScale.Typed ? 99 : other;
            knob.Get(knob.Set(new RunSpec(), value)).ShouldBe(value, 1e-12, knob.Name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(10_000)]
    public void Steps_LeaveAValidSpec_WhateverTheirNumber(int steps)
    {
        var spec = Knobs.Training.Single(knob => knob.Name == "steps").Set(new RunSpec(), steps);

        new RunSpecValidator(new RunLimits()).Validate(spec).ShouldBeEmpty();
        spec.Evaluation.Every.ShouldBeLessThanOrEqualTo(Math.Max(1, steps));
    }

    [Fact]
    public void LessonNames_AreAllKnown()
    {
        var known = Knobs.All.Select(knob => knob.Name).Append(Knobs.Vocabulary.Name).Append(Knobs.CorpusName).Append(Knobs.TokenizerName);

        LlmCourse.Lessons.Directives.Train.TrainKnobs.Knobs.ShouldBeSubsetOf(known);
    }
}

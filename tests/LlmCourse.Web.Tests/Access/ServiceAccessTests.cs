using System.Reflection;
using System.Security.Claims;
using LlmCourse.Runs;
using LlmCourse.Runs.Hub;
using LlmCourse.Runs.Specs;
using LlmCourse.Web.Hosting.Identity;
using LlmCourse.Web.People.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace LlmCourse.Web.Tests.Access;

/// <summary>What pages call when a button is pressed: refused there too, whatever the page shows.</summary>
public sealed class ServiceAccessTests(OpenSite site) : IClassFixture<OpenSite>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Everything that can be asked of runs, and whether it depends on who asks.</summary>
    private static readonly Dictionary<string, bool> RunMethods = new()
    {
        [nameof(IRunService.SubmitAsync)] = true, // everybody may start a run and owns it, but only on texts of their own: see LlmCourse.Runs.Tests, UploadedTextAccessTests
        [nameof(IRunService.CopyAsync)] = true, // or on the text of the run that they copy
        [nameof(IRunService.FindAsync)] = false, // everybody may watch
        [nameof(IRunService.ListAsync)] = false,
        [nameof(IRunService.QueuePositionAsync)] = false,
        [nameof(IRunService.WatchAsync)] = false,
        [nameof(IRunService.CommandAsync)] = true, // see LlmCourse.Runs.Tests, RunOwnershipTests
    };

    [Fact]
    public void RunService_AsksWhoSubmitsAndCommands_AndNothingElseDoes()
    {
        var methods = typeof(IRunService).GetMethods();

        methods.Select(method => method.Name).ShouldBe(RunMethods.Keys, ignoreOrder: true);
        foreach (var method in methods.Where(method => RunMethods[method.Name])) method.GetParameters().ShouldContain(parameter => parameter.ParameterType == typeof(RunActor));
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(Roles.Learner, false, false)]
    [InlineData(Roles.Instructor, true, true)]
    [InlineData(Roles.Operator, true, true)]
    public void Actor_CommandsTheirOwnRuns_AndThoseOfOthersOnlyWhenTheyTeach(string? role, bool others, bool orphans)
    {
        var actor = Principal(role).Actor();
        var run = new RunSummary("r", "maple-1", "Ada", new RunSpec(), RunState.Running, 0, null, 1, DateTimeOffset.UnixEpoch, null, null);

        actor.MayCommand(run with { OwnerId = actor.Id }).ShouldBeTrue();
        actor.MayCommand(run with { OwnerId = "somebody else" }).ShouldBe(others);
        actor.MayCommand(run with { Owner = actor.Name, OwnerId = null }).ShouldBe(orphans);
    }

    [Fact]
    public async Task PeopleDesk_RefusesEverybodyButOperators_WhateverIsAsked()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<PeopleDesk>();
        var methods = typeof(PeopleDesk).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        methods.ShouldNotBeEmpty();

        foreach (var role in new[] { null, Roles.Learner, Roles.Instructor })
        {
            foreach (var method in methods)
            {
                var refused = await Should.ThrowAsync<UnauthorizedAccessException>(() => CallAsync(desk, method, Principal(role)), $"{method.Name} as {role ?? "guest"}");
                refused.Message.ShouldContain("operators");
            }
        }
    }

    [Fact]
    public void TrainerHub_OffersOnlyWhatTheContractNames()
    {
        var hub = typeof(LlmCourse.Trainer.Hub.TrainerHubEndpoint).Assembly.GetType("LlmCourse.Trainer.Hub.TrainerHub")!;
        var offered = hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(method => method.GetCustomAttribute<Microsoft.AspNetCore.SignalR.HubMethodNameAttribute>()?.Name ?? method.Name);

        var named = typeof(TrainerHubContract).GetFields().Where(field => field.Name != nameof(TrainerHubContract.Path)).Select(field => (string)field.GetRawConstantValue()!);
        offered.ShouldBe(named, ignoreOrder: true);
    }

    private static ClaimsPrincipal Principal(string? role)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, "actor"), new(ClaimTypes.Name, "Ada")];
        if (role is not null) claims.Add(new Claim(ClaimTypes.Role, role));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, role is null ? VisitorIdentity.SchemeName : Sessions.Scheme));
    }

    private static async Task CallAsync(PeopleDesk desk, MethodInfo method, ClaimsPrincipal by)
    {
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(ClaimsPrincipal) => by,
            var type when type == typeof(CancellationToken) => Token,
            var type when type == typeof(string) => "x",
            var type when type == typeof(int) => 1,
            var type when type == typeof(bool) => (object)true,
            var type => throw new NotSupportedException($"{method.Name} wants a {type.Name}; say here what to give it."),
        }).ToArray();
        try
        {
            await (Task)method.Invoke(desk, arguments)!;
        }
        catch (TargetInvocationException wrapped)
        {
            throw wrapped.InnerException!;
        }
    }
}

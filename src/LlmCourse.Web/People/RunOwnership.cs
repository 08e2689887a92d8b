using System.Text.Json.Nodes;
using LlmCourse.Runs.Stores;
using LlmCourse.Web.People.Accounts;

namespace LlmCourse.Web.People;

/// <summary>A learner's runs. Deleting them would take them out of what others compare with, so they stay, without their owner.</summary>
internal sealed class RunOwnership(IRunStore runs, AccountStore accounts) : ILearnerData
{
    private const string FormerName = "a former learner";

    /// <inheritdoc />
    public string Name => "runs";

    /// <inheritdoc />
    public async Task MergeAsync(string fromLearnerId, string toLearnerId, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(toLearnerId, cancellationToken) is { } account) await runs.GiveAsync(fromLearnerId, account.Id, account.Name, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<JsonNode?> ExportAsync(string learnerId, CancellationToken cancellationToken)
    {
        var found = new JsonArray();
        for (var page = await ReadAsync(0); page.Runs.Count > 0; page = await ReadAsync(found.Count))
        {
            foreach (var run in page.Runs)
            {
                found.Add(new JsonObject
                {
                    ["id"] = run.Id,
                    ["name"] = run.Name,
                    ["title"] = run.Spec.Title,
                    ["submittedAt"] = run.SubmittedAt,
                    ["state"] = run.State.ToString(),
                    ["steps"] = run.Step,
                    ["bestValidationLoss"] = run.BestValidationLoss,
                });
            }
        }

        return found.Count == 0 ? null : found;

        Task<RunPage> ReadAsync(int skip) => runs.ListAsync(new RunQuery(Skip: skip, Take: 1_000, OwnerId: learnerId), cancellationToken);
    }

    /// <inheritdoc />
    public Task DeleteAsync(string learnerId, CancellationToken cancellationToken) => runs.GiveAsync(learnerId, null, FormerName, cancellationToken);
}

/// <summary>Texts that a learner uploaded.</summary>
internal sealed class UploadOwnership(IUploadStore uploads) : ILearnerData
{
    /// <inheritdoc />
    public string Name => "uploads";

    /// <inheritdoc />
    public Task MergeAsync(string fromLearnerId, string toLearnerId, CancellationToken cancellationToken) => uploads.GiveAsync(fromLearnerId, toLearnerId, cancellationToken);

    /// <inheritdoc />
    public async Task<JsonNode?> ExportAsync(string learnerId, CancellationToken cancellationToken)
    {
        var found = new JsonArray();
        foreach (var text in await uploads.ListAsync(learnerId, cancellationToken))
        {
            found.Add(new JsonObject { ["name"] = text.FileName, ["bytes"] = text.Bytes, ["text"] = await uploads.ReadAsync(text.Id, cancellationToken) });
        }

        return found.Count == 0 ? null : found;
    }

    /// <inheritdoc />
    public async Task DeleteAsync(string learnerId, CancellationToken cancellationToken)
    {
        foreach (var text in await uploads.ListAsync(learnerId, cancellationToken)) await uploads.RemoveAsync(text.Id, learnerId, cancellationToken);
    }
}

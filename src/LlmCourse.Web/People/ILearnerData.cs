using System.Text.Json.Nodes;

namespace LlmCourse.Web.People;

/// <summary>What one room of the site keeps about a learner: it can be handed over, shown to its owner, and deleted.</summary>
public interface ILearnerData
{
    /// <summary>Name of this part in an export, such as <c>progress</c>.</summary>
    string Name { get; }

    /// <summary>Moves what a guest left to the account they signed in to; what both have is joined, and nothing is lost.</summary>
    Task MergeAsync(string fromLearnerId, string toLearnerId, CancellationToken cancellationToken);

    /// <summary>Everything kept about the learner, as JSON that a person can read; null when there is nothing.</summary>
    Task<JsonNode?> ExportAsync(string learnerId, CancellationToken cancellationToken);

    /// <summary>Deletes everything kept about the learner.</summary>
    Task DeleteAsync(string learnerId, CancellationToken cancellationToken);
}

using LlmCourse.Web.Learning.Classroom;
using LlmCourse.Web.Learning.Predictions;
using LlmCourse.Web.Learning.Quizzes;
using LlmCourse.Web.People;

namespace LlmCourse.Web.Learning;

/// <summary>Registration.</summary>
internal static class LearningServices
{
    /// <summary>Adds what learners' progress needs: tables, stores, and what a page of a learner shares.</summary>
    public static void AddLearning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LearningOptions>().Bind(configuration.GetSection(LearningOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(LearningSchema.Part);
        services.AddSingleton<ProgressStore>();
        services.AddSingleton<AttemptStore>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<PredictionStore>();
        services.AddSingleton<ClassStore>();
        services.AddSingleton<ClassReport>();
        services.AddSingleton<ILearnerData, LearningData>();
        services.AddScoped<LearnerBook>();
        services.AddScoped<PredictionDesk>();
    }

    /// <summary>Maps what pages of learning hand out as files.</summary>
    public static void MapLearning(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapYourData();
        endpoints.MapClassFiles();
        endpoints.MapGlossary();
    }
}

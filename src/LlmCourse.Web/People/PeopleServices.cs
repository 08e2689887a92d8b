using LlmCourse.Web.People.Accounts;
using LlmCourse.Web.People.Audit;
using Microsoft.AspNetCore.Identity;

namespace LlmCourse.Web.People;

/// <summary>Registration of accounts and the audit log.</summary>
internal static class PeopleServices
{
    /// <summary>Adds what the pages of people need.</summary>
    public static void AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PeopleOptions>().Bind(configuration.GetSection(PeopleOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(PeopleSchema.Part);
        services.AddSingleton<AccountStore>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SqliteAuditLog>();
        services.AddSingleton<IAuditLog>(provider => provider.GetRequiredService<SqliteAuditLog>());
        services.AddSingleton<ILearnerData, RunOwnership>();
        services.AddSingleton<ILearnerData, UploadOwnership>();
        services.AddSingleton<ILearnerData, AccountData>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<PeopleDesk>();
        services.AddHostedService<FirstOperatorLink>();

        services.AddIdentityCore<Account>(identity =>
        {
            identity.User.AllowedUserNameCharacters = ""; // AccountNameRule says what a name may be
            identity.Password = new PasswordOptions { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 0 };
        })
            .AddUserStore<IdentityStore>()
            .AddUserValidator<AccountNameRule>()
            .AddPasswordValidator<PasswordRule>();
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Identity;

namespace LlmCourse.Web.People.Accounts;

/// <summary>What a name may look like: anything a person in class can read out, and nothing that looks like a guest.</summary>
internal sealed class AccountNameRule : IUserValidator<Account>
{
    public const int MinLength = 2;
    public const int MaxLength = 40;
    public const string GuestPrefix = "guest-";

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user)
    {
        var problem = ProblemWith(user.Name);
        return Task.FromResult(problem is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "Name", Description = problem }));
    }

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? ProblemWith(string name) => name switch
    {
        { Length: < MinLength or > MaxLength } => $"A name has {MinLength} to {MaxLength} characters; this one has {name.Length}.",
        _ when name.Any(each => !IsAllowed(each)) => "A name is made of letters, digits, spaces, dots, hyphens and underscores.",
        _ when name[0] == ' ' || name[^1] == ' ' || name.Contains("  ") => "A name does not begin or end with a space, nor has two in a row.",
        _ when name.StartsWith(GuestPrefix, StringComparison.OrdinalIgnoreCase) => $"Names that begin with “{GuestPrefix}” belong to guests. Choose another one.",
        _ => null,
    };

    private static bool IsAllowed(char character) =>
        character is ' ' or '.' or '-' or '_' || char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

/// <summary>What a password may be: long enough, not endless, and not the name.</summary>
internal sealed class PasswordRule(Microsoft.Extensions.Options.IOptions<PeopleOptions> options) : IPasswordValidator<Account>
{
    // Hashing reads all of it; a megabyte of password would be work for nothing.
    public const int MaxLength = 200;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var problem = ProblemWith(user.Name, password ?? "");
        return Task.FromResult(problem is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "Password", Description = problem }));
    }

    private string? ProblemWith(string name, string password) => password switch
    {
        _ when password.Length < options.Value.MinPasswordLength => $"A password has at least {options.Value.MinPasswordLength} characters; three or four words that do not belong together are good.",
        { Length: > MaxLength } => $"A password has at most {MaxLength} characters.",
        _ when password.Contains(name, StringComparison.OrdinalIgnoreCase) && password.Length < name.Length + 4 => "The password is too close to the name. Choose another one.",
        _ when password.Distinct().Count() < 4 => "The password repeats the same few characters. Choose another one.",
        _ => null,
    };
}

using LlmCourse.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddCourseSite();

var app = builder.Build();
app.UseCourseSite();

await app.RunAsync();

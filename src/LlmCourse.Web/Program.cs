using LlmCourse.Runs;
using LlmCourse.Trainer;
using LlmCourse.Trainer.Hub;
using LlmCourse.Web.Hosting;

// The composition root: the only place that knows a trainer lives in this process. Pages speak to it through its hub.
var builder = WebApplication.CreateBuilder(args);
var start = new SiteStart(builder);
builder.Configuration.AddSecretFiles(args);
builder.AddCourseSite();
builder.Services.AddRunStores(builder.Configuration);
builder.Services.AddTrainer(builder.Configuration);
builder.Services.AddTrainerConnection(builder.Configuration);

var app = builder.Build();
app.UseCourseSite();
app.MapTrainerHub();

return await start.RunAsync(app);

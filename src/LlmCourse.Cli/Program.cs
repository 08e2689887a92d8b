using LlmCourse.Cli;

return await CommandLine.InvokeAsync(args, CommandConsole.OfProcess());

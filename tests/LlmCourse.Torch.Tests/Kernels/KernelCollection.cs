namespace LlmCourse.Torch.Tests.Kernels;

/// <summary>Tests that set the process-wide thread count run one after another, beside nothing else.</summary>
[CollectionDefinition("compute threads", DisableParallelization = true)]
public sealed class ComputeThreads;

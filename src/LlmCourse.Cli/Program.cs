Console.WriteLine("llmcourse");

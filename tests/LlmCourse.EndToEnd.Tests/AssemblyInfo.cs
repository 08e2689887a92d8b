// One site, one trainer, two cores: browser tests share them in turn.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

"""The PyTorch side of a benchmark: takes requests as JSON lines, answers each with seconds.

A request names a case, its sizes and how often to run it; the answer is the median time of one run. The process is kept
between requests, so the two sides can be measured in turn within one call of the benchmark.
"""
import json
import sys
import time

import torch

import cases


def measure(run, repeats, inner):
    """Median seconds of a run over some groups of runs; the first group wakes threads and memory and does not count."""
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        for _ in range(inner):
            run()
        times.append((time.perf_counter() - start) / inner)
    return sorted(times[1:])[repeats // 2]


def main():
    prepared = {}
    print(json.dumps({"torch": torch.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        torch.set_num_threads(request["threads"])
        key = json.dumps([request["case"], request["sizes"]])
        if key not in prepared:
            prepared.clear()
            prepared[key] = getattr(cases, request["case"])(**request["sizes"])
            measure(prepared[key], 1, request["inner"])
        seconds = measure(prepared[key], request["repeats"], request["inner"])
        print(json.dumps({"seconds": seconds}), flush=True)


main()

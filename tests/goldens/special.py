#!/usr/bin/env python3
"""Writes what PyTorch makes of special values: NaN, infinities, signed zeros, subnormals, the largest numbers.

Run:  python3 tests/goldens/special.py   (PyTorch 1.13 or later; needed only when a case is added)

Each operator (its key has a twin in tests/LlmCourse.Torch.Tests/Operators/SpecialValues.cs) is computed in float32 and in
float64 over the same input, whose subnormals are those of the type.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

INF, NAN = float("inf"), float("nan")


def line(dtype):
    info = torch.finfo(dtype)
    return [NAN, INF, -INF, 0.0, -0.0, info.tiny / 4, -info.tiny / 4, info.max, -info.max, 1.0, -1.0, 88.0, -104.0, 1e-8, 700.0]


def rows(dtype):
    """Scores of six rows: huge ones, hidden ones, a row of nothing but hidden ones, infinity, NaN, subnormals."""
    tiny = torch.finfo(dtype).tiny / 4
    return [[1e4, 1e4 - 1, -1e4], [-INF, 2.0, -INF], [-INF, -INF, -INF], [INF, 0.0, 1.0], [NAN, 1.0, 2.0], [tiny, -tiny, 0.0]]


def finite_rows(dtype):
    return [[1e18, -1e18, 1e18], [5.0, 5.0, 5.0], [1e-15, -1e-15, 0.0]]


def log1p(x):
    """Python's: PyTorch's own overflows at the largest numbers."""
    return torch.tensor([math.log1p(v) if v > -1 else (-INF if v == -1 else NAN) for v in x.tolist()], dtype=x.dtype)


LINE = {
    "exp": torch.exp, "exp2": torch.exp2, "expm1": torch.expm1, "log": torch.log, "log1p": log1p, "log2": torch.log2,
    "sqrt": torch.sqrt, "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal, "square": torch.square, "tanh": torch.tanh,
    "sigmoid": torch.sigmoid, "erf": torch.erf, "atan": torch.atan, "neg": torch.neg, "abs": torch.abs, "floor": torch.floor,
    "round": torch.round, "trunc": torch.trunc, "sign": torch.sign, "relu": torch.relu, "silu": F.silu, "gelu": F.gelu,
    "logsigmoid": F.logsigmoid, "clamp": lambda x: x.clamp(-1, 1), "pow 2": lambda x: x.pow(2), "pow 0.5": lambda x: x.pow(0.5),
    "pow 0": lambda x: x.pow(0), "div itself": lambda x: x / x, "minus itself": lambda x: x - x, "times zero": lambda x: x * 0,
    "maximum": lambda x: torch.maximum(x, x.flip(0)), "minimum": lambda x: torch.minimum(x, x.flip(0)),
    "isnan": torch.isnan, "isinf": torch.isinf, "isfinite": torch.isfinite, "equals itself": lambda x: x == x, "less than one": lambda x: x < 1,
    "sort": lambda x: x.sort()[0], "sort descending": lambda x: x.sort(descending=True)[0], "topk": lambda x: x.topk(4)[0],
    "cumsum": lambda x: x.cumsum(0), "sum": torch.sum, "mean": torch.mean, "max": torch.max, "min": torch.min, "argmax": torch.argmax,
    "nan_to_num": torch.nan_to_num, "median": torch.median, "unique": lambda x: torch.unique(x[2:]), "remainder": lambda x: x.remainder(3.0),
    "atan2": lambda x: torch.atan2(x, x.flip(0)), "to int of finite": lambda x: x[9:13].long(),
}
ROWS = {
    "softmax": lambda x: x.softmax(-1), "log_softmax": lambda x: x.log_softmax(-1), "logsumexp": lambda x: x.logsumexp(-1),
    "softmax columns": lambda x: x.softmax(0), "amax": lambda x: x.amax(-1), "argmax rows": lambda x: x.argmax(-1),
    "cross_entropy": lambda x: F.cross_entropy(x, torch.tensor([0, 1, 0, 0, 1, 2]), reduction="none"),
}
FINITE = {"layer_norm": lambda x: F.layer_norm(x, (3,)), "std": lambda x: x.std(-1), "norm": lambda x: x.norm()}


def texts(values):
    names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
    result = [repr(float(v)) for v in values]
    return [names[t] if t in names else float(t) for t in result]


def main():
    lines = []
    for table, make in ((LINE, line), (ROWS, rows), (FINITE, finite_rows)):
        for key, function in table.items():
            for dtype in (torch.float32, torch.float64):
                x = torch.tensor(make(dtype), dtype=dtype)
                y = function(x)
                lines.append(json.dumps({
                    "op": key, "type": str(dtype)[6:], "inputShape": list(x.shape), "input": texts(x.reshape(-1).tolist()),
                    "shape": list(y.shape), "result": texts(y.reshape(-1).tolist())}, separators=(",", ":")))
    path = pathlib.Path(__file__).parent / "figures" / "special.json"
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{len(lines)} cases, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()

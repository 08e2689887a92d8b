"""Inputs that the golden scripts and the C# tests both compute, so that no input needs to be stored.

A number is a hash of (seed, index) in [0, 1) with 20 binary digits: exact in float32 and float64 alike.
The C# twin is tests/LlmCourse.Torch.Tests/Operators/Formula.cs.
"""
import numpy as np
import torch

MASK = np.uint64(0xFFFFFFFF)


def hash_unit(seed, count):
    """count numbers in [0, 1), multiples of 2^-20."""
    i = np.arange(count, dtype=np.uint64)
    h = (np.uint64(seed) * np.uint64(0x9E3779B1) + i * np.uint64(0x85EBCA6B)) & MASK
    h ^= h >> np.uint64(15)
    h = (h * np.uint64(0x2C1B3C6D)) & MASK
    h ^= h >> np.uint64(12)
    h = (h * np.uint64(0x297A2D39)) & MASK
    h ^= h >> np.uint64(15)
    return (h >> np.uint64(12)).astype(np.float64) / 2.0**20


def values(kind, seed, shape):
    """A float64 (or int64, bool) tensor of a kind of input; see below."""
    count = int(np.prod(shape)) if len(shape) else 1
    u = hash_unit(seed, count)
    if kind == "real":  # anything in [-2, 2)
        data = u * 4 - 2
    elif kind == "unit":  # [0, 1): shares
        data = u
    elif kind == "positive":  # [0.25, 2.25): logarithms, roots, divisors
        data = u * 2 + 0.25
    elif kind == "above":  # [1.25, 3.25): above one
        data = u * 2 + 1.25
    elif kind == "inner":  # (-0.75, 0.75): inverse functions of a bounded range
        data = u * 1.5 - 0.75
    elif kind == "away":  # at least 0.25 from zero, either sign: kinks at zero
        data = np.where(u < 0.5, -(0.25 + 2 * u), 0.25 + 2 * (u - 0.5) * 2)
    elif kind == "distinct":  # no two alike, so that maxima and orders are unique
        order = np.argsort(u, kind="stable")
        data = np.empty(count)
        data[order] = (np.arange(count) + 0.5) / 8 - count / 16
    elif kind.startswith("index"):  # whole numbers below n
        return torch.tensor(np.floor(u * int(kind[5:])).astype(np.int64).reshape(shape))
    elif kind == "bool":
        return torch.tensor((u < 0.5).reshape(shape))
    else:
        raise ValueError(kind)
    return torch.tensor(data.reshape(shape), dtype=torch.float64)

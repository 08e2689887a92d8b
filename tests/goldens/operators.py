#!/usr/bin/env python3
"""Writes the figures that the operator suite is held against: results and gradients from PyTorch in float64.

Run:  python3 tests/goldens/operators.py   (PyTorch 1.13 or later; needed only when a case is added)

A case is an operator (its key has a twin in tests/LlmCourse.Torch.Tests/Operators/*Operators.cs) with kinds and shapes
of inputs. The loss is the sum of the results times fixed factors, so that every element of the gradient is tried.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

from formula import values

CASES = {}


def case(group, key, function, kinds, *shape_sets):
    """Adds a case for each set of shapes; shapes are one list for each input. A pair (small, large) is expanded."""
    for shapes in shape_sets:
        CASES.setdefault(group, []).append((key, function, kinds.split(), shapes))


VECTOR = [[[5]], [[2, 3]], [[2, 3, 4]], [[0]], [[1]], [[]], [([3, 1], [3, 4])]]
PAIRS = [
    [[2, 3], [2, 3]], [[2, 3], [3]], [[3], [2, 3]], [[2, 1, 3], [4, 1]], [[], [2, 2]], [[2, 2], []], [[1], [4]],
    [[0, 3], [1, 3]], [[], []], [([3], [2, 3]), [2, 3]],
]
MATRICES = [[[3, 4]], [[2, 3, 4]], [[1, 1]], [([3, 1], [3, 4])]]


def unary(key, function, kind="real"):
    case("elementwise", key, function, kind, *VECTOR)


for name, kind in [
    ("neg", "real"), ("abs", "away"), ("exp", "real"), ("expm1", "real"), ("log", "positive"),
    ("log2", "positive"), ("log10", "positive"), ("log1p", "positive"), ("sqrt", "positive"), ("rsqrt", "positive"), ("square", "real"),
    ("reciprocal", "positive"), ("sin", "real"), ("cos", "real"), ("tan", "inner"), ("asin", "inner"), ("acos", "inner"),
    ("atan", "real"), ("sinh", "real"), ("cosh", "real"), ("tanh", "real"), ("sigmoid", "real"), ("erf", "real"),
    ("relu", "away"), ("sign", "away"), ("floor", "away"), ("ceil", "away"), ("round", "away"), ("trunc", "away"),
]:
    unary(name, getattr(torch, name), kind)
for name, kind in [("asinh", "real"), ("acosh", "above"), ("atanh", "inner"), ("erfc", "real")]:
    unary(name, getattr(torch, name), kind)
unary("exp2", torch.exp2)
unary("exp2_", lambda x: (x * 1).exp2_())
unary("deg2rad", torch.deg2rad)
unary("rad2deg", torch.rad2deg)
unary("frac", torch.frac, "away")
unary("nan_to_num", lambda x: (x * 1).nan_to_num_())
unary("to double and back", lambda x: (x * 1).to(torch.float64).to(x.dtype))
unary("remainder 0.75", lambda x: x.remainder(0.75))
unary("floor divide 0.75", lambda x: torch.div(x, 0.75, rounding_mode="floor"))
unary("relu_", lambda x: (x * 1).relu_(), "away")
unary("gelu_", lambda x: F.gelu(x * 1))
unary("silu", F.silu)
unary("gelu", F.gelu)
unary("gelu tanh", lambda x: F.gelu(x, approximate="tanh"))
unary("logsigmoid", F.logsigmoid)
unary("clamp -0.5 0.75", lambda x: x.clamp(-0.5, 0.75))
unary("clamp_min 0.1", lambda x: x.clamp_min(0.1))
unary("clamp_max 0.1", lambda x: x.clamp_max(0.1))
unary("pow 3", lambda x: x.pow(3))
unary("pow 0.5", lambda x: x.pow(0.5), "positive")
unary("pow -2", lambda x: x.pow(-2), "positive")
unary("add 1.5", lambda x: x + 1.5)
unary("rsub 1.5", lambda x: 1.5 - x)
unary("mul -2.5", lambda x: x * -2.5)
unary("div 3", lambda x: x / 3)
unary("rdiv 3", lambda x: 3 / x, "positive")
unary("clone", lambda x: x.clone())
unary("exp_", lambda x: x.clone().exp_())
unary("mul_ 2 add_ 1", lambda x: x.clone().mul_(2).add_(1))

for key, function, kinds in [
    ("add", torch.add, "real real"), ("sub", torch.sub, "real real"), ("mul", torch.mul, "real real"),
    ("div", torch.div, "real positive"), ("pow", torch.pow, "positive real"),
    ("maximum", torch.maximum, "distinct real"), ("minimum", torch.minimum, "distinct real"),
    ("add alpha", lambda a, b: torch.add(a, b, alpha=0.5), "real real"),
    ("atan2", torch.atan2, "away real"),
    ("remainder", torch.remainder, "real positive"), ("fmod", torch.fmod, "real positive"),
]:
    case("elementwise", key, function, kinds, *PAIRS)
case("elementwise", "add_ twice", lambda a, b: (a * 1).add_(b).add_(b), "real real", [[2, 3], [2, 3]], [[2, 3], [3]])
case("elementwise", "mul_", lambda a, b: (a * 1).mul_(b), "real real", [[2, 3], [2, 3]], [[2, 3], [3]], [[2, 3], []])
case("elementwise", "sub_", lambda a, b: (a * 1).sub_(b), "real real", [[2, 3], [2, 1]])
case("elementwise", "div_", lambda a, b: (a * 1).div_(b), "real positive", [[2, 3], [3]])
for name, kinds in [("atan2_", "away real"), ("remainder_", "real positive"), ("fmod_", "real positive")]:
    case("elementwise", name, lambda a, b, name=name: getattr(a * 1, name)(b), kinds, [[2, 3], [2, 3]], [[2, 3], [3]])
case("elementwise", "pow_ tensor", lambda a, b: (a * 1).pow_(b), "positive real", [[2, 3], [2, 3]], [[2, 3], [3]])
THREE = [[[2, 3], [2, 3], [2, 3]], [[2, 3], [3], []], [[2, 3], [2, 1], [1, 3]], [[0], [0], [0]]]
case("elementwise", "lerp", torch.lerp, "real real real", *THREE, [[3], [2, 1], [2, 3]])
case("elementwise", "lerp_", lambda a, b, w: (a * 1).lerp_(b, w), "real real real", *THREE)
for name, kinds in [("addcmul", "real real real"), ("addcdiv", "real real positive")]:
    case("elementwise", name, lambda a, b, c, name=name: getattr(torch, name)(a, b, c, value=0.5), kinds, *THREE)
    case("elementwise", name + "_", lambda a, b, c, name=name: getattr(a * 1, name + "_")(b, c, value=0.5), kinds, *THREE)
case("elementwise", "where", torch.where, "bool real real", [[2, 3], [2, 3], [2, 3]], [[3], [2, 1], [2, 3]], [[0], [0], [0]])
case("elementwise", "masked_fill", lambda x, m: x.masked_fill(m, 1.5), "real bool", [[2, 3], [2, 3]], [[2, 3], [3]], [[2, 2, 3], [2, 1]])

for key, function, kind in [
    ("sum", torch.sum, "real"), ("mean", torch.mean, "real"), ("max", torch.max, "distinct"), ("min", torch.min, "distinct"),
    ("prod", torch.prod, "positive"), ("norm", lambda x: torch.norm(x), "real"),
]:
    case("reductions", key, function, kind, [[5]], [[2, 3]], [[1]], [[]], [([3, 1], [3, 4])] if kind == "real" else [[4, 2]])
case("reductions", "sum", torch.sum, "real", [[0]])
for key, function in [
    ("sum 0", lambda x: x.sum(0)), ("sum -1 keepdim", lambda x: x.sum(-1, keepdim=True)), ("sum 0 1", lambda x: x.sum((0, 1))),
    ("mean 1", lambda x: x.mean(1)), ("mean -1 keepdim", lambda x: x.mean(-1, keepdim=True)),
    ("var -1", lambda x: x.var(-1)), ("var -1 biased keepdim", lambda x: x.var(-1, unbiased=False, keepdim=True)),
    ("std -1", lambda x: x.std(-1)), ("logsumexp -1", lambda x: x.logsumexp(-1)), ("logsumexp 0 keepdim", lambda x: x.logsumexp(0, keepdim=True)),
    ("softmax -1", lambda x: x.softmax(-1)), ("softmax 0", lambda x: x.softmax(0)), ("log_softmax -1", lambda x: x.log_softmax(-1)),
    ("log_softmax 0", lambda x: x.log_softmax(0)), ("cumsum -1", lambda x: x.cumsum(-1)), ("cumsum 0", lambda x: x.cumsum(0)),
]:
    shapes = [[[3, 4]], [[2, 3, 4]], [([3, 1], [3, 4])]]
    if not key.startswith(("var", "std")):
        shapes += [[[1, 1]]]
    if key.startswith(("sum", "softmax", "log_softmax", "cumsum")):
        shapes += [[[2, 0]]]
    case("reductions", key, function, "real", *shapes)
for key, function in [
    ("max 1 values", lambda x: x.max(1)[0]), ("min 1 values", lambda x: x.min(1)[0]), ("amax -1", lambda x: x.amax(-1)), ("amin 0", lambda x: x.amin(0)),
    ("topk 2 values", lambda x: x.topk(2)[0]), ("sort values", lambda x: x.sort(-1)[0]), ("sort descending values", lambda x: x.sort(-1, descending=True)[0]),
]:
    case("reductions", key, function, "distinct", [[3, 4]], [[2, 3, 2]])

case("reductions", "cumprod -1", lambda x: x.cumprod(-1), "real", [[3, 4]], [[2, 3, 4]], [[1, 1]], [[2, 0]], [([3, 1], [3, 4])])
case("reductions", "cumprod with zeros", lambda x: (x.relu() * 1).cumprod(-1), "away", [[3, 5]], [[2, 2, 4]])
case("reductions", "std_mean -1", lambda x: _sum(torch.std_mean(x, -1)), "real", [[3, 4]], [[2, 3, 4]])
case("reductions", "var_mean 0 -1", lambda x: _sum(torch.var_mean(x, (0, -1))), "real", [[3, 4]], [[2, 3, 4]])
case("reductions", "nansum", torch.nansum, "real", [[3, 4]], [[0]], [[]])
case("reductions", "nanmean 1", lambda x: x.nanmean(1), "real", [[3, 4]], [[2, 3, 2]])
case("reductions", "median", torch.median, "distinct", [[5]], [[3, 4]], [[1]])
case("reductions", "kthvalue 2", lambda x: x.kthvalue(2, -1)[0], "distinct", [[5]], [[3, 4]])
case("reductions", "msort", torch.msort, "distinct", [[5]], [[4, 3]])
case("reductions", "aminmax 0", lambda x: _sum((x.amin(0), x.amax(0))), "distinct", [[5]], [[4, 3]])
case("reductions", "quantile 1", lambda x, q: x.quantile(q.detach(), 1), "distinct unit", [[3, 5], [3]], [[2, 4, 3], []], [[2, 4, 3], [2]])
case("reductions", "quantile 0 keepdim", lambda x, q: x.quantile(q.detach(), 0, keepdim=True), "distinct unit", [[3, 5], [3]], [[4, 2], []])


def _sum(pair):
    return pair[0] + pair[1] * 2


case("matmul", "addmm no input", lambda c, a, b: torch.addmm(c, a, b, beta=0), "real real real", [[2, 4], [2, 3], [3, 4]], [[4], [2, 3], [3, 4]])
case("matmul", "addmm_", lambda c, a, b: (c * 1).addmm_(a, b, beta=0.5, alpha=2), "real real real", [[2, 4], [2, 3], [3, 4]])
case("matmul", "addbmm", lambda c, a, b: torch.addbmm(c, a, b, beta=0.5, alpha=2), "real real real", [[2, 4], [2, 2, 3], [2, 3, 4]])
case("matmul", "baddbmm", lambda c, a, b: torch.baddbmm(c, a, b, beta=0.5, alpha=2), "real real real", [[2, 2, 4], [2, 2, 3], [2, 3, 4]], [[4], [2, 2, 3], [2, 3, 4]])
case("matmul", "addmv", lambda c, a, b: torch.addmv(c, a, b, beta=0.5, alpha=2), "real real real", [[2], [2, 3], [3]])
case("matmul", "addr", lambda c, a, b: torch.addr(c, a, b, beta=0.5, alpha=2), "real real real", [[2, 3], [2], [3]])
case("matmul", "inner", torch.inner, "real real", [[3], [3]], [[2, 3], [3]], [[2, 3], [4, 3]], [[], [2, 3]])
case("matmul", "tensordot 1", lambda a, b: torch.tensordot(a, b, 1), "real real", [[2, 3], [3, 4]], [[2, 2, 3], [3]])
case("matmul", "tensordot pairs", lambda a, b: torch.tensordot(a, b, ([0, 2], [1, 0])), "real real", [[2, 3, 4], [4, 2, 2]])
case("matmul", "matmul", torch.matmul, "real real", [[3], [3]], [[2, 3], [3]], [[3], [3, 4]], [[2, 3], [3, 4]], [[2, 2, 3], [3, 4]],
     [[2, 3], [2, 3, 4]], [[2, 2, 3], [2, 3, 4]], [[2, 1, 2, 3], [3, 3, 2]], [[1, 1], [1, 1]], [[0, 3], [3, 2]], [[2, 0], [0, 3]],
     [([1, 3], [2, 3]), [3, 4]])
case("matmul", "mm", torch.mm, "real real", [[2, 3], [3, 4]], [[17, 9], [9, 13]])
case("matmul", "bmm", torch.bmm, "real real", [[2, 2, 3], [2, 3, 4]], [[1, 2, 3], [1, 3, 1]])
case("matmul", "addmm", lambda c, a, b: torch.addmm(c, a, b, beta=0.5, alpha=2), "real real real", [[2, 4], [2, 3], [3, 4]], [[4], [2, 3], [3, 4]])
case("matmul", "einsum bij,bjk->bik", lambda a, b: torch.einsum("bij,bjk->bik", a, b), "real real", [[2, 2, 3], [2, 3, 4]])
case("matmul", "einsum bthd,bshd->bhts", lambda a, b: torch.einsum("bthd,bshd->bhts", a, b), "real real", [[2, 3, 2, 2], [2, 4, 2, 2]])
case("matmul", "einsum ij->j", lambda a: torch.einsum("ij->j", a), "real", [[2, 3]])
case("matmul", "linear", F.linear, "real real", [[2, 3], [4, 3]], [[2, 2, 3], [4, 3]], [[3], [4, 3]], [[0, 3], [4, 3]], [([1, 3], [2, 3]), [4, 3]])
case("matmul", "linear bias", F.linear, "real real real", [[2, 3], [4, 3], [4]], [[2, 2, 3], [1, 3], [1]], [[3], [4, 3], [4]], [[18, 9], [13, 9], [13]])

case("views", "reshape -1 2", lambda x: x.reshape(-1, 2), "real", [[2, 4]], [[2, 3, 2]], [[0, 2]])
case("views", "view 6", lambda x: (x * 1).contiguous().view(6), "real", [[2, 3]])
case("views", "flatten", lambda x: x.flatten(), "real", *MATRICES)
case("views", "transpose", lambda x: x.transpose(0, -1) * 2, "real", *MATRICES)
case("views", "permute", lambda x: x.permute(2, 0, 1) * 2, "real", [[2, 3, 4]])
case("views", "unsqueeze squeeze", lambda x: x.unsqueeze(1).squeeze(1) * 2, "real", *MATRICES)
case("views", "expand", lambda x: x.expand(4, 3, 2), "real", [[3, 1]], [[1, 2]], [[1]])
case("views", "narrow", lambda x: x.narrow(1, 1, 2), "real", [[2, 4]], [[2, 3, 2]])
case("views", "slice step", lambda x: x[:, 1::2], "real", [[2, 5]], [[2, 3, 2]])
case("views", "select", lambda x: x[1], "real", [[2, 3]], [[3]])
case("views", "select -1", lambda x: x.select(-1, 0), "real", [[2, 3]], [[2, 1]])
case("views", "second derivative of a view", lambda x: torch.autograd.grad((x.pow(3).narrow(-1, 1, 1) ** 2).sum(), x, create_graph=True)[0], "real", [[2, 3]], [[3]])
case("views", "movedim", lambda x: x.movedim(0, -1) * 2, "real", *MATRICES)
case("views", "movedim two", lambda x: x.movedim((0, 1), (2, 0)) * 2, "real", [[2, 3, 4]])
case("views", "moveaxis", lambda x: x.moveaxis(-1, 0) * 2, "real", *MATRICES)
case("views", "swapaxes", lambda x: x.swapaxes(0, 1) * 2, "real", *MATRICES)
case("views", "unfold apart", lambda x: x.unfold(-1, 2, 2), "real", [[2, 5]], [[4]])
case("views", "unfold overlapping", lambda x: x.unfold(-1, 2, 1) * 2, "real", [[2, 5]], [[4]], [([3, 1], [3, 4])])
case("views", "unfold rows", lambda x: x.unfold(0, 2, 1), "real", [[3, 2]], [[3, 2, 2]])
case("views", "write a stretched tensor", lambda x: _write_stretched(x), "real", [[2, 3]], [[1, 2]])
case("views", "fliplr", torch.fliplr, "real", [[2, 3]])
case("views", "flipud", torch.flipud, "real", [[2, 3]], [[3]])
case("views", "rot90", torch.rot90, "real", [[2, 3]], [[2, 3, 2]])
case("views", "rot90 back", lambda x: x.rot90(-1), "real", [[2, 3]])
case("views", "roll two", lambda x: x.roll((1, -1), (0, 1)), "real", [[3, 4]])
case("views", "diff", torch.diff, "real", [[5]], [[2, 3]])
case("views", "diff twice", lambda x: x.diff(2, 0), "real", [[5]], [[4, 2]])
case("views", "tensor_split 3", lambda x: _each(x.tensor_split(3)), "real", [[5, 2]], [[2]])
case("views", "tensor_split at", lambda x: _each(x.tensor_split((1,), 1)), "real", [[2, 3]])
case("views", "repeat_interleave 2 1", lambda x: x.repeat_interleave(2, 1), "real", [[2, 3]], [[2, 2, 2]])
case("views", "repeat_interleave", lambda x: x.repeat_interleave(3), "real", [[2, 2]])
for name, shapes in [("hstack", [[[2, 3], [2, 1]], [[2], [3]], [[], [2]]]), ("vstack", [[[2, 3], [1, 3]], [[3], [2, 3]]]),
                     ("dstack", [[[2, 3], [2, 3]], [[3], [3]]]), ("column_stack", [[[2], [2]], [[2], [2, 3]]])]:
    case("views", name, lambda a, b, name=name: getattr(torch, name)([a, b]), "real real", *shapes)


def _each(parts):
    return torch.cat([part.reshape(-1) * (1 + i) for i, part in enumerate(parts)])


def _write_stretched(x):
    y = x * 1
    wide = y.unsqueeze(0).expand(2, -1, -1)
    y.mul_(3)
    return wide * 1


COUNTED = [[[4]], [[2, 3]], [[0]], [[1]], [[]], [([3, 1], [3, 4])]]
case("reductions", "count_nonzero", lambda x: torch.count_nonzero(x).double(), "index2", *COUNTED)
case("reductions", "count_nonzero -1", lambda x: torch.count_nonzero(x, -1).double(), "index2", [[4]], [[2, 3]], [[2, 0]], [[0, 2]], [([3, 1], [3, 4])])
case("reductions", "count_nonzero 0 -1", lambda x: torch.count_nonzero(x, (0, -1)).double(), "index3", [[2, 3, 2]], [[1, 1, 1]])
case("views", "diagonal", lambda x: x.diagonal(), "real", [[3, 3]], [[3, 4]])
case("views", "contiguous of transpose", lambda x: x.transpose(0, 1).contiguous(), "real", [[2, 3]])
case("views", "repeat", lambda x: x.repeat(2, 3), "real", [[2, 2]], [[3]])
case("views", "flip", lambda x: x.flip(0), "real", [[2, 3]], [[3]])
case("views", "roll", lambda x: x.roll(1, 0), "real", [[3, 2]])
case("views", "tril", lambda x: x.tril(), "real", [[3, 3]], [[2, 3, 4]])
case("views", "triu 1", lambda x: x.triu(1), "real", [[3, 3]], [[2, 3, 4]])
case("views", "cat 0", lambda a, b: torch.cat([a, b], 0), "real real", [[2, 3], [1, 3]], [[0, 3], [2, 3]])
case("views", "cat -1", lambda a, b: torch.cat([a, b], -1), "real real", [[2, 3], [2, 1]], [[2, 2, 1], [2, 2, 2]])
case("views", "stack 1", lambda a, b: torch.stack([a, b], 1), "real real", [[2, 3], [2, 3]], [[2], [2]])
case("views", "split 2 use both", lambda x: x.split(2, -1)[0] * 2 + x.split(2, -1)[1], "real", [[3, 4]])
case("views", "chunk 3 use all", lambda x: x.chunk(3, -1)[0] * x.chunk(3, -1)[1] + x.chunk(3, -1)[2], "real", [[2, 6]])
case("views", "in-place on a view", lambda x: _write_view(x), "real", [[3, 2]])


def _write_view(x):
    y = x * 1
    y[1].mul_(3)
    return y * y


case("indexing", "index rows", lambda x, i: x[i], "real index3", [[3, 2], [4]], [[3, 2], [2, 2]], [[3], [1]])
case("indexing", "index pairs", lambda x, i, j: x[i, j], "real index3 index2", [[3, 2], [4], [4]])
case("indexing", "index mask", lambda x, m: x[m] * 2, "real bool", [[2, 3], [2, 3]], [[4], [4]])
case("indexing", "index_select 1", lambda x, i: x.index_select(1, i), "real index3", [[2, 3], [5]])
case("indexing", "take_along_dim 1", lambda x, i: x.take_along_dim(i, 1), "real index3", [[2, 3], [2, 4]], [[2, 3], [1, 2]], [[1, 3], [2, 2]])
case("indexing", "take_along_dim flat", lambda x, i: x.take_along_dim(i), "real index6", [[2, 3], [2, 4]])
case("indexing", "take", torch.take, "real index6", [[2, 3], [2, 4]], [[2, 3], []])
case("indexing", "repeat_interleave counts", lambda x, i: x.repeat_interleave(i, 0), "real index3", [[4, 2], [4]], [[3], [1]])
case("indexing", "gather -1", lambda x, i: x.gather(-1, i), "real index3", [[2, 3], [2, 4]], [[2, 3], [1, 1]])
case("indexing", "scatter 1", lambda x, i, s: x.scatter(1, i, s), "real index4 real", [[2, 4], [2, 1], [2, 1]])
case("indexing", "scatter_add 0", lambda x, i, s: x.scatter_add(0, i, s), "real index3 real", [[3, 2], [4, 2], [4, 2]])
case("indexing", "index_add 0", lambda x, i, s: x.index_add(0, i, s), "real index3 real", [[3, 2], [4], [4, 2]])
case("indexing", "masked_select", lambda x, m: x.masked_select(m) * 2, "real bool", [[2, 3], [2, 3]])
FOUND = [[[2, 3], [4]], [[5], [2, 2]], [[1], [1]], [[0, 3], [2]], [[3], [0]], [[], [3]], [([3, 1], [3, 4]), [2]]]
case("indexing", "isin", lambda x, t: torch.isin(x, t).double(), "index6 index6", *FOUND)
case("indexing", "isin inverted", lambda x, t: torch.isin(x, t, invert=True).double(), "index6 index6", *FOUND)
case("indexing", "embedding", lambda i, w: F.embedding(i, w), "index4 real", [[3], [4, 2]], [[2, 3], [4, 2]], [[0], [4, 2]], [[6], [4, 5]])
case("indexing", "embedding padding 1", lambda i, w: F.embedding(i, w, padding_idx=1), "index3 real", [[2, 4], [3, 2]])

case("nn", "layer_norm", lambda x: F.layer_norm(x, x.shape[-1:]), "real", [[3, 4]], [[2, 3, 5]], [[1, 2]], [[0, 4]], [[2, 1]])
case("nn", "layer_norm affine", lambda x, w, b: F.layer_norm(x, x.shape[-1:], w, b), "real real real", [[3, 4], [4], [4]], [[2, 3, 5], [5], [5]], [[4, 33], [33], [33]],
     [([3, 1, 4], [3, 2, 4]), [4], [4]])
case("nn", "layer_norm weight", lambda x, w: F.layer_norm(x, x.shape[-1:], w), "real real", [[3, 4], [4]])
case("nn", "layer_norm 2 dims", lambda x, w, b: F.layer_norm(x, x.shape[-2:], w, b), "real real real", [[2, 2, 3], [2, 3], [2, 3]])

ROWS = [[5, 3], [5]]
for reduction in ("mean", "sum", "none"):
    case("nn", f"cross_entropy {reduction}", lambda x, t, r=reduction: F.cross_entropy(x, t, reduction=r), "real index3", ROWS, [[1, 3], [1]], [[2, 3, 4], [2, 4]], [[40, 3], [40]])
    case("nn", f"cross_entropy ignore {reduction}", lambda x, t, r=reduction: F.cross_entropy(x, t, ignore_index=1, reduction=r), "real index3", ROWS)
    case("nn", f"cross_entropy weight {reduction}", lambda x, t, w, r=reduction: F.cross_entropy(x, t, w.detach(), reduction=r), "real index3 positive", ROWS + [[3]])
    case("nn", f"cross_entropy smooth {reduction}", lambda x, t, w, r=reduction: F.cross_entropy(x, t, w.detach(), ignore_index=2, reduction=r, label_smoothing=0.1),
         "real index3 positive", ROWS + [[3]], [[2, 3, 4], [2, 4], [3]])
    case("nn", f"nll_loss {reduction}", lambda x, t, w, r=reduction: F.nll_loss(x.log_softmax(-1), t, w.detach(), reduction=r), "real index3 positive", ROWS + [[3]])
    case("nn", f"mse_loss {reduction}", lambda x, t, r=reduction: F.mse_loss(x, t, reduction=r), "real real", [[2, 3], [2, 3]])
case("nn", "cross_entropy one row", lambda x, t: F.cross_entropy(x, t), "real index3", [[3], []])
case("nn", "cross_entropy probabilities", lambda x, t: F.cross_entropy(x, t.detach().softmax(-1), label_smoothing=0.2), "real real", [[4, 3], [4, 3]])
case("nn", "l1_loss", F.l1_loss, "real away", [[2, 3], [2, 3]])
case("nn", "kl_div", lambda x, t: F.kl_div(x.log_softmax(-1), t.log_softmax(-1), log_target=True, reduction="mean"), "real real", [[2, 3], [2, 3]])
case("nn", "bce logits", lambda x, t, w: F.binary_cross_entropy_with_logits(x, t.detach().sigmoid(), pos_weight=w.detach()), "real real positive", [[2, 3], [2, 3], [3]])
case("nn", "bce", lambda x, t: F.binary_cross_entropy(x.sigmoid(), t.detach().sigmoid()), "real real", [[2, 3], [2, 3]])
case("nn", "normalize", lambda x: F.normalize(x, dim=-1), "real", [[2, 3]])
case("nn", "cosine_similarity", lambda a, b: F.cosine_similarity(a, b, dim=-1), "real real", [[2, 3], [2, 3]])
case("nn", "glu", lambda x: F.glu(x), "real", [[2, 4]])


def attention(q, k, v, mask=None, causal=False):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if causal:
        mask = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool).tril()
    if mask is not None and mask.dtype == torch.bool:
        scores = scores.masked_fill(~mask, float("-inf"))
    elif mask is not None:
        scores = scores + mask
    return scores.softmax(-1) @ v


QKV = [[[2, 2, 3, 4]] * 3, [[2, 3, 2]] * 3, [[3, 2]] * 3, [[1, 1, 1, 1]] * 3, [[1, 2, 3, 4], [1, 2, 5, 4], [1, 2, 5, 4]], [[1, 1, 19, 8]] * 3]
case("nn", "attention", attention, "real real real", *QKV)
case("nn", "attention causal", lambda q, k, v: attention(q, k, v, causal=True), "real real real", *QKV)
case("nn", "attention mask", lambda q, k, v, m: attention(q, k, v, m.detach()), "real real real real", [[2, 2, 3, 4]] * 3 + [[3, 3]])
case("nn", "attention fused qkv", lambda x: attention(*[t.reshape(2, 3, 2, 2).transpose(1, 2) for t in x.split(4, -1)], causal=True).transpose(1, 2).reshape(2, 3, 4),
     "real", [[2, 3, 12]])


def figures(tensor):
    """Ten digits of each element; what JSON has no number for goes as a string."""
    names = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
    texts = [f"{v:.10g}" for v in tensor.detach().reshape(-1).tolist()]
    return [names[t] if t in names else float(t) for t in texts]


def run(key, function, kinds, shapes):
    inputs, leaves, described = [], [], []
    for number, (kind, shape) in enumerate(zip(kinds, shapes)):
        small, large = shape if isinstance(shape, tuple) else (shape, None)
        leaf = values(kind, 100 + number, small)
        if leaf.is_floating_point():
            leaf.requires_grad_()
            leaves.append(leaf)
        inputs.append(leaf if large is None else leaf.expand(large))
        described.append({"kind": kind, "shape": small} | ({"expand": large} if large is not None else {}))
    result = function(*inputs)
    record = {"op": key, "inputs": described, "shape": list(result.shape), "result": figures(result)}
    if result.requires_grad:
        factors = values("real", 99, list(result.shape))
        grads = torch.autograd.grad((result * factors).sum(), leaves, allow_unused=True)
        record["grads"] = [None if g is None else figures(g) for g in grads]
    return record


def main():
    folder = pathlib.Path(__file__).parent / "figures" / "operators"
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for group, cases in CASES.items():
        lines = [json.dumps(run(*c), separators=(",", ":")) for c in cases]
        text = "[\n" + ",\n".join(lines) + "\n]\n"
        (folder / f"{group}.json").write_text(text)
        total += len(text)
        print(f"{group}: {len(lines)} cases, {len(text) // 1024} KB")
    print(f"total {total // 1024} KB")


if __name__ == "__main__":
    main()

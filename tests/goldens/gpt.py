#!/usr/bin/env python3
"""Writes the figures that the small GPT is held against: one forward and backward, then 20 steps of AdamW, in PyTorch.

Run:  python3 tests/goldens/gpt.py   (PyTorch 1.13 or later; needed only when the model changes)

Weights and batches come from the formula that the C# test computes too. The model is written here a second time, on
purpose, from the GPT-2 paper's description and in float64, so that both sides cannot share a mistake.
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

from formula import hash_unit

VOCABULARY, BLOCK, LAYERS, HEADS, WIDTH, BATCH, STEPS = 17, 8, 2, 2, 16, 3, 20
RATE, BETAS, DECAY, CLIP = 3e-3, (0.9, 0.95), 0.1, 1.0
KEPT = 7  # every 7th element of a tensor is kept


def shapes(tied):
    yield "tokens.weight", (VOCABULARY, WIDTH)
    yield "positions.weight", (BLOCK, WIDTH)
    for layer in range(LAYERS):
        block = f"blocks.{layer}."
        for norm in ("attentionNorm", "feedForwardNorm"):
            if norm == "feedForwardNorm":
                yield block + "attention.queryKeyValue.weight", (3 * WIDTH, WIDTH)
                yield block + "attention.queryKeyValue.bias", (3 * WIDTH,)
                yield block + "attention.output.weight", (WIDTH, WIDTH)
                yield block + "attention.output.bias", (WIDTH,)
            yield block + norm + ".weight", (WIDTH,)
            yield block + norm + ".bias", (WIDTH,)
        yield block + "feedForward.expand.weight", (4 * WIDTH, WIDTH)
        yield block + "feedForward.expand.bias", (4 * WIDTH,)
        yield block + "feedForward.output.weight", (WIDTH, 4 * WIDTH)
        yield block + "feedForward.output.bias", (WIDTH,)
    yield "norm.weight", (WIDTH,)
    yield "norm.bias", (WIDTH,)
    if not tied:
        yield "head.weight", (VOCABULARY, WIDTH)


def weights(tied):
    result = {}
    for number, (name, shape) in enumerate(shapes(tied)):
        u = torch.tensor(hash_unit(1000 + number, math.prod(shape)).reshape(shape))
        centre = 1.0 if "orm.weight" in name else 0.0
        result[name] = (centre + (u - 0.5) * 0.5).requires_grad_()
    return result


def batch(step):
    tokens = (hash_unit(2000 + step, BATCH * (BLOCK + 1)) * VOCABULARY).astype("int64").reshape(BATCH, BLOCK + 1)
    inputs, targets = torch.tensor(tokens[:, :-1].copy()), torch.tensor(tokens[:, 1:].copy())
    targets[-1, -2:] = -100  # padding at the end of the last text
    return inputs, targets


def layer_norm(x, w, name):
    return F.layer_norm(x, (WIDTH,), w[name + ".weight"], w[name + ".bias"])


def linear(x, w, name):
    return x @ w[name + ".weight"].T + w[name + ".bias"]


def forward(w, ids, tied):
    x = w["tokens.weight"][ids] + w["positions.weight"][: ids.shape[1]]
    future = torch.ones(ids.shape[1], ids.shape[1], dtype=torch.bool).triu(1)
    for layer in range(LAYERS):
        block = f"blocks.{layer}."
        qkv = linear(layer_norm(x, w, block + "attentionNorm"), w, block + "attention.queryKeyValue")
        q, k, v = [t.view(*ids.shape, HEADS, -1).transpose(1, 2) for t in qkv.chunk(3, dim=-1)]
        scores = (q @ k.transpose(-2, -1) / math.sqrt(WIDTH // HEADS)).masked_fill(future, float("-inf"))
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(*ids.shape, WIDTH)
        x = x + linear(mixed, w, block + "attention.output")
        hidden = F.gelu(linear(layer_norm(x, w, block + "feedForwardNorm"), w, block + "feedForward.expand"), approximate="tanh")
        x = x + linear(hidden, w, block + "feedForward.output")
    return layer_norm(x, w, "norm") @ w["tokens.weight" if tied else "head.weight"].T


def loss_of(w, step, tied):
    inputs, targets = batch(step)
    logits = forward(w, inputs, tied)
    return logits, F.cross_entropy(logits.reshape(-1, VOCABULARY), targets.reshape(-1), ignore_index=-100)


def digest(tensor):
    flat = tensor.detach().reshape(-1)
    return {"norm": figure(flat.norm()), "kept": [figure(v) for v in flat[::KEPT]]}


def figure(value):
    return float(f"{float(value):.9g}")


def run(tied):
    w = weights(tied)
    logits, loss = loss_of(w, 0, tied)
    loss.backward()
    record = {
        "logits": digest(logits),
        "loss": figure(loss),
        "gradients": {name: digest(p.grad) for name, p in w.items()},
    }
    optimizer = torch.optim.AdamW(w.values(), lr=RATE, betas=BETAS, weight_decay=DECAY)
    losses, norms = [], []
    for step in range(STEPS):
        optimizer.zero_grad()
        _, loss = loss_of(w, step, tied)
        loss.backward()
        norms.append(figure(torch.nn.utils.clip_grad_norm_(w.values(), CLIP)))
        optimizer.step()
        losses.append(figure(loss))
    return record | {"losses": losses, "gradientNorms": norms, "weights": {name: digest(p) for name, p in w.items()}}


def main():
    path = pathlib.Path(__file__).parent / "figures" / "gpt.json"
    text = json.dumps({"tied": run(True), "untied": run(False)}, separators=(",", ":"))
    path.write_text(text.replace('},"', '},\n"') + "\n")
    print(f"{len(text) // 1024} KB")


if __name__ == "__main__":
    main()

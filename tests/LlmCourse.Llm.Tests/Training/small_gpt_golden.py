"""Writes small-gpt-golden.json: what PyTorch makes of the small GPT, for SmallGptGoldenTests.

Run with any PyTorch from 1.13 on:  python3 small_gpt_golden.py > small-gpt-golden.json
Weights and tokens come from a hash of their index, so both sides make the same ones and no weights are stored.
"""
import json
import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

VOCABULARY, BLOCK, LAYERS, HEADS, WIDTH, BATCH = 65, 64, 4, 4, 128, 12
STEPS, RATE, BETAS, DECAY, CLIP = 20, 1e-3, (0.9, 0.99), 0.1, 1.0
PADDING_EVERY = 37


def hashed(count, stream):
    """Murmur3's finaliser over index and stream, as uint32."""
    h = np.arange(count, dtype=np.uint64) + np.uint64(stream) * np.uint64(0x9E3779B9)
    mask = np.uint64(0xFFFFFFFF)
    h &= mask
    h = ((h ^ (h >> np.uint64(16))) * np.uint64(0x85EBCA6B)) & mask
    h = ((h ^ (h >> np.uint64(13))) * np.uint64(0xC2B2AE35)) & mask
    return h ^ (h >> np.uint64(16))


def uniform(shape, stream, scale):
    values = hashed(math.prod(shape), stream).astype(np.float64) / 2**32 - 0.5
    return torch.tensor((values * 2 * scale).astype(np.float32)).reshape(shape)


def tokens(step):
    ids = torch.tensor((hashed(BATCH * (BLOCK + 1), 1000 + step) % np.uint64(VOCABULARY)).astype(np.int64))
    ids = ids.reshape(BATCH, BLOCK + 1)
    targets = ids[:, 1:].reshape(-1).clone()
    targets[::PADDING_EVERY] = -100
    return ids[:, :-1], targets


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.queryKeyValue = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        batch, time, _ = x.shape
        query, key, value = (part.view(batch, time, HEADS, -1).transpose(1, 2)
                             for part in self.queryKeyValue(x).chunk(3, -1))
        scores = query @ key.transpose(-2, -1) / math.sqrt(WIDTH // HEADS)
        future = torch.ones(time, time, dtype=torch.bool).triu(1)
        weights = scores.masked_fill(future, -math.inf).softmax(-1)
        return self.output((weights @ value).transpose(1, 2).reshape(batch, time, WIDTH))


class FeedForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.expand = nn.Linear(WIDTH, 4 * WIDTH)
        self.output = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        return self.output(F.gelu(self.expand(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attentionNorm = nn.LayerNorm(WIDTH)
        self.attention = Attention()
        self.feedForwardNorm = nn.LayerNorm(WIDTH)
        self.feedForward = FeedForward()

    def forward(self, x):
        x = x + self.attention(self.attentionNorm(x))
        return x + self.feedForward(self.feedForwardNorm(x))


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(BLOCK, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        with torch.no_grad():
            for stream, (name, parameter) in enumerate(sorted(self.named_parameters())):
                centre = 1.0 if parameter.dim() == 1 and name.endswith("weight") else 0.0
                parameter.copy_(centre + uniform(parameter.shape, stream, 0.1))

    def forward(self, ids):
        x = self.tokens(ids) + self.positions(torch.arange(ids.shape[1]))
        for block in self.blocks:
            x = block(x)
        return F.linear(self.norm(x), self.tokens.weight)


def describe(tensors):
    """Norm and a few numbers of each tensor, by name.

    The places avoid the key bias: softmax does not see it, its gradient is rounding noise, and AdamW makes steps of it.
    """
    return {name: {"norm": tensor.double().norm().item(),
                   "some": [tensor.reshape(-1)[place].item() for place in
                            (0, tensor.numel() // 5, tensor.numel() * 3 // 4, tensor.numel() - 1)]}
            for name, tensor in sorted(tensors)}


def main():
    model = Gpt()
    matrices = [p for n, p in model.named_parameters() if p.dim() >= 2 and n != "positions.weight"]
    others = [p for n, p in model.named_parameters() if p.dim() < 2 or n == "positions.weight"]
    optimizer = torch.optim.AdamW([{"params": matrices, "weight_decay": DECAY}, {"params": others, "weight_decay": 0.0}],
                                  lr=RATE, betas=BETAS)
    golden = {"torch": torch.__version__, "losses": [], "gradientNorms": []}
    for step in range(STEPS):
        ids, targets = tokens(step)
        logits = model(ids)
        loss = F.cross_entropy(logits.reshape(-1, VOCABULARY), targets, ignore_index=-100)
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            golden["logits"] = {"first": logits[0, 0].tolist(), "last": logits[-1, -1].tolist()}
            golden["gradients"] = describe((n, p.grad) for n, p in model.named_parameters())
        norm = nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optimizer.step()
        golden["losses"].append(loss.item())
        golden["gradientNorms"].append(norm.item())
    golden["weights"] = describe((n, p.detach()) for n, p in model.named_parameters())
    print(json.dumps(golden, indent=1))


if __name__ == "__main__":
    main()

"""What the peer runs for each case: a function of the sizes that returns a function without arguments."""
import math

import torch
import torch.nn.functional as F

from gpt import Gpt


def gemm(m, n, k, transA, transB):
    a = torch.randn(k, m).t() if transA else torch.randn(m, k)
    b = torch.randn(n, k).t() if transB else torch.randn(k, n)
    c = torch.empty(m, n)
    return lambda: torch.mm(a, b, out=c)


def layer_norm(rows, cols):
    x, g, b = torch.randn(rows, cols), torch.randn(cols), torch.randn(cols)
    dy = torch.randn(rows, cols)

    def run():
        y, mean, rstd = torch.native_layer_norm(x, [cols], g, b, 1e-5)
        torch.ops.aten.native_layer_norm_backward(dy, x, [cols], mean, rstd, g, b, [True, True, True])

    return run


def gelu(rows, cols):
    x, dy = torch.randn(rows, cols), torch.randn(rows, cols)

    def run():
        F.gelu(x)
        torch.ops.aten.gelu_backward(dy, x)

    return run


def softmax(rows, cols):
    x, dy = torch.randn(rows, cols), torch.randn(rows, cols)

    def run():
        y = torch.softmax(x, -1)
        torch.ops.aten._softmax_backward_data(dy, y, -1, torch.float32)

    return run


def cross_entropy(rows, cols):
    x = torch.randn(rows, cols, requires_grad=True)
    target = torch.randint(cols, (rows,))

    def run():
        x.grad = None
        F.cross_entropy(x, target).backward()

    return run


def attention(batch, heads, time, size):
    """As tutorials write it; this PyTorch has no fused attention on a CPU."""
    q, k, v = (torch.randn(batch, heads, time, size, requires_grad=True) for _ in range(3))
    dy = torch.randn(batch, heads, time, size)
    mask = torch.ones(time, time, dtype=torch.bool).triu(1)

    def run():
        q.grad = k.grad = v.grad = None
        scores = (q @ k.transpose(-2, -1)) / math.sqrt(size)
        weights = torch.softmax(scores.masked_fill(mask, float("-inf")), -1)
        (weights @ v).backward(dy)

    return run


def adamw(tensors, count):
    parameters = [torch.randn(count, requires_grad=True) for _ in range(tensors)]
    for p in parameters:
        p.grad = torch.randn(count)
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.1)
    return optimizer.step


def embedding(count, rows, width):
    table = torch.randn(rows, width, requires_grad=True)
    ids = torch.randint(rows, (count,))
    dy = torch.randn(count, width)

    def run():
        table.grad = None
        F.embedding(ids, table).backward(dy)

    return run


def add_one(additions):
    """Sums of two one-element tensors that record a graph."""
    a, b = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)

    def run():
        for _ in range(additions):
            a + b

    return run


def train(vocabulary, block, layers, heads, width, batch):
    """One step on random tokens: forward, backward, clip, AdamW."""
    torch.manual_seed(1)
    model = Gpt(vocabulary, block, layers, heads, width)
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.1)
    ids = torch.randint(vocabulary, (batch, block))
    targets = torch.randint(vocabulary, (batch, block))

    def run():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(ids).view(-1, vocabulary), targets.view(-1))
        loss.item()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()

    return run


def generate(vocabulary, block, layers, heads, width, tokens):
    """Tokens one by one from the whole context, as tutorials do (no KV cache)."""
    torch.manual_seed(1)
    model = Gpt(vocabulary, block, layers, heads, width).eval()

    @torch.no_grad()
    def run():
        ids = torch.zeros(1, 1, dtype=torch.long)
        for _ in range(tokens):
            logits = model(ids[:, -block:])[:, -1, :]
            choice = torch.multinomial(torch.softmax(logits, dim=-1), 1)
            ids = torch.cat([ids, choice], dim=1)

    return run

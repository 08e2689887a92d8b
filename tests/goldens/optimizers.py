#!/usr/bin/env python3
"""Writes the figures that optimizers and schedules are held against: five parameters over 12 steps, in PyTorch, float64.

Run:  python3 tests/goldens/optimizers.py   (PyTorch 1.13 or later)

The loss is the sum of x⁴/4 + x·c with fixed c, so that each gradient depends on the steps before.
"""
import json
import pathlib
import warnings

import torch
from torch.optim import SGD, Adam, AdamW
from torch.optim import lr_scheduler as schedules

from formula import values

STEPS = 12
warnings.filterwarnings("ignore")

OPTIMIZERS = {
    "SGD": lambda p: SGD(p, lr=0.05),
    "SGD momentum": lambda p: SGD(p, lr=0.05, momentum=0.9),
    "SGD dampening decay": lambda p: SGD(p, lr=0.05, momentum=0.9, dampening=0.3, weight_decay=0.1),
    "SGD nesterov": lambda p: SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "SGD maximize": lambda p: SGD(p, lr=0.01, maximize=True),
    "Adam": lambda p: Adam(p, lr=0.05),
    "Adam decay": lambda p: Adam(p, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
    "Adam amsgrad": lambda p: Adam(p, lr=0.05, amsgrad=True),
    "AdamW": lambda p: AdamW(p, lr=0.05, weight_decay=0),
    "AdamW decay": lambda p: AdamW(p, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
    "AdamW amsgrad": lambda p: AdamW(p, lr=0.05, weight_decay=0.1, amsgrad=True),
    "AdamW maximize": lambda p: AdamW(p, lr=0.01, weight_decay=0.1, maximize=True),
}

SCHEDULES = {
    "StepLR": lambda o: schedules.StepLR(o, 3, gamma=0.5),
    "MultiStepLR": lambda o: schedules.MultiStepLR(o, [2, 5], gamma=0.5),
    "ExponentialLR": lambda o: schedules.ExponentialLR(o, gamma=0.9),
    "ConstantLR": lambda o: schedules.ConstantLR(o, factor=0.5, total_iters=4),
    "LinearLR": lambda o: schedules.LinearLR(o, start_factor=0.25, end_factor=0.75, total_iters=6),
    "PolynomialLR": lambda o: schedules.PolynomialLR(o, total_iters=6, power=2),
    "CosineAnnealingLR": lambda o: schedules.CosineAnnealingLR(o, T_max=5, eta_min=0.1),
    "LambdaLR": lambda o: schedules.LambdaLR(o, lambda step: 1 / (1 + step)),
    "MultiplicativeLR": lambda o: schedules.MultiplicativeLR(o, lambda step: 1 - step / 20),
    "OneCycleLR": lambda o: schedules.OneCycleLR(o, max_lr=2.0, total_steps=12),
    "OneCycleLR linear three phases": lambda o: schedules.OneCycleLR(o, max_lr=2.0, total_steps=12, anneal_strategy="linear", three_phase=True),
    "SequentialLR": lambda o: schedules.SequentialLR(o, [schedules.LinearLR(o, start_factor=0.25, total_iters=4), schedules.CosineAnnealingLR(o, T_max=8)], [4]),
    "ChainedScheduler": lambda o: schedules.ChainedScheduler([schedules.ConstantLR(o, factor=0.1, total_iters=2), schedules.ExponentialLR(o, gamma=0.9)]),
}


def figure(value):
    return float(f"{float(value):.10g}")


def optimize(make):
    x = values("real", 7, [5]).requires_grad_()
    c = values("real", 8, [5])
    optimizer = make([x])
    for _ in range(STEPS):
        optimizer.zero_grad()
        (x**4 / 4 + x * c).sum().backward()
        optimizer.step()
    return [figure(v) for v in x]


def rates(make):
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=1.0, momentum=0.9)
    schedule = make(optimizer)
    result = []
    for _ in range(STEPS):
        result.append((optimizer.param_groups[0]["lr"], optimizer.param_groups[0]["momentum"]))
        optimizer.step()
        if len(result) < STEPS:
            schedule.step()
    return {"rates": [figure(r) for r, _ in result], "momenta": [figure(m) for _, m in result]}


def main():
    path = pathlib.Path(__file__).parent / "figures" / "optimizers.json"
    figures = {
        "optimizers": {name: optimize(make) for name, make in OPTIMIZERS.items()},
        "schedules": {name: rates(make) for name, make in SCHEDULES.items()},
    }
    path.write_text(json.dumps(figures, indent=1).replace(",\n   ", ", ").replace(",\n    ", ", ") + "\n")


if __name__ == "__main__":
    main()

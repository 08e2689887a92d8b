"""What the peer runs for each case: a function of the sizes that returns a function without arguments."""
import torch


def gemm(m, n, k, transA, transB):
    a = torch.randn(k, m).t() if transA else torch.randn(m, k)
    b = torch.randn(n, k).t() if transB else torch.randn(k, n)
    c = torch.empty(m, n)
    return lambda: torch.mm(a, b, out=c)

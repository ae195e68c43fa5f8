"""Opens networks that Neurona wrote in PyTorch, and predicts with them: open_in_torch.py WRITTEN EXPECTED

Every tensor must be there and no other (PyTorch's strict loading), and predictions must be those of make_torch.py.
"""
import pathlib
import sys

import torch
from safetensors.torch import load_file

from make_torch import networks

written, expected = map(pathlib.Path, sys.argv[1:])
for name, (make, _) in networks.items():
    network = make().eval()
    network.load_state_dict(load_file(written / f"{name}.safetensors"))
    io = load_file(expected / f"{name}.io.safetensors")
    with torch.no_grad():
        difference = (network(io["x"]) - io["y"]).abs().max().item()
    print(f"{name}: {difference:.2g}")
    if not difference < 1e-5:
        sys.exit(f"{name} predicts something else in PyTorch")

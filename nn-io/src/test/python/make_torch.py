"""Writes networks of PyTorch as safetensors, with inputs and what PyTorch makes of them: make_torch.py FOLDER

Inputs are channels first, as PyTorch takes them. types.safetensors has numbers of every type that is read.
"""
import pathlib
import sys

import torch
from safetensors.torch import save_file
from torch import nn


class LastStep(nn.Module):
    """What a recurrent layer gives at its last step, as Keras does without return_sequences."""

    def __init__(self, recurrent):
        super().__init__()
        self.recurrent = recurrent

    def forward(self, x):
        return self.recurrent(x)[0][:, -1]


class BothWays(nn.Module):
    """Two bidirectional layers; the last step of the way forward, and of the way back."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 4, num_layers=2, batch_first=True, bidirectional=True)
        self.head = nn.Linear(8, 2)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return self.head(torch.cat([h[-2], h[-1]], dim=-1))


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(11, 6)
        self.norm = nn.LayerNorm(6)
        self.rnn = nn.RNN(6, 5, batch_first=True)

    def forward(self, x):
        return self.rnn(self.norm(self.embedding(x)))[0]


def used(network):
    """Statistics and affine weights that are not their first values."""
    for module in network.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.running_mean.uniform_(-0.5, 0.5)
            module.running_var.uniform_(0.5, 2)
            module.num_batches_tracked.fill_(7)
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm, nn.GroupNorm)):
            nn.init.uniform_(module.weight, 0.5, 2)
            nn.init.uniform_(module.bias, -1, 1)
    return network.eval()


networks = {
    "mlp": (lambda: nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.BatchNorm1d(8), nn.Linear(8, 3, bias=False),
                                  nn.Softmax(-1)), (5, 4)),
    "cnn": (lambda: nn.Sequential(nn.Conv2d(2, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
                                  nn.Conv2d(4, 6, (3, 2), groups=2), nn.GroupNorm(3, 6), nn.Flatten(),
                                  nn.Linear(6 * 2 * 4, 3)), (2, 2, 8, 10)),
    "depthwise": (lambda: nn.Sequential(nn.Conv2d(3, 6, 3, groups=3), nn.ReLU(), nn.ConvTranspose2d(6, 2, 2, stride=2)),
                  (2, 3, 5, 6)),
    "conv1d": (lambda: nn.Sequential(nn.Conv1d(3, 4, 2, dilation=2), nn.Tanh(), nn.Flatten(), nn.Linear(4 * 5, 2)),
               (2, 3, 7)),
    "lstm": (lambda: LastStep(nn.LSTM(3, 4, batch_first=True)), (2, 5, 3)),
    "gru": (lambda: LastStep(nn.GRU(3, 4, batch_first=True)), (2, 5, 3)),
    "bidirectional": (BothWays, (2, 5, 3)),
    "words": (Words, None),
}


def main(folder):
    torch.manual_seed(1)
    with torch.no_grad():
        for name, (make, shape) in networks.items():
            network = used(make())
            x = torch.randn(shape) if shape else torch.randint(0, 11, (2, 4)).to(torch.int32)
            save_file(network.state_dict(), folder / f"{name}.safetensors", {"format": "pt"})
            save_file({"x": x, "y": network(x).contiguous()}, folder / f"{name}.io.safetensors")

    halves = torch.tensor([0.0, -0.0, 1.5, -2.25, 65504.0, 2.0 ** -24, 6.1e-5, float("inf"), float("-inf"), float("nan")])
    types = {
        "F64": torch.tensor([[1 / 3, -1e300]], dtype=torch.float64),
        "F32": torch.tensor([0.1, -3e38]),
        "F16": halves.to(torch.float16),
        "BF16": torch.tensor([1.0, -0.15625, 3.3895314e38], dtype=torch.bfloat16),
        "I64": torch.tensor([2 ** 53, -5]),
        "I32": torch.tensor([2 ** 31 - 1, -2 ** 31], dtype=torch.int32),
        "I16": torch.tensor([32767, -32768], dtype=torch.int16),
        "I8": torch.tensor([127, -128], dtype=torch.int8),
        "U8": torch.tensor([0, 255], dtype=torch.uint8),
        "BOOL": torch.tensor([True, False, True]),
        "scalar": torch.tensor(7.5),
        "empty": torch.zeros(0, 3),
    }
    save_file(types, folder / "types.safetensors", {"made by": "make_torch.py"})


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

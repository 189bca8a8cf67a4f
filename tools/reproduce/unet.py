"""A small convolutional U-Net that learns the same flow, for comparison: what a user would train with PyTorch instead.

    python3 unet.py pictures.npy labels.npy samples.npy --minutes 5 --parameters 1700000 --counts 8,8,... [--threads 1] [--seed 1]

pictures.npy  float32 [pictures, 3, edge, edge] in [-1, 1]; labels.npy  int32 [pictures]
samples.npy   float32 [samples, 3, edge, edge], --counts of each class in order; a line of JSON says parameters, steps and the last loss.
"""
import argparse
import json
import math
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    def __init__(self, inputs, outputs, vector):
        super().__init__()
        self.first = nn.Sequential(nn.GroupNorm(4, inputs), nn.SiLU(), nn.Conv2d(inputs, outputs, 3, padding=1))
        self.vector = nn.Linear(vector, 2 * outputs)
        self.norm = nn.GroupNorm(4, outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x, vector):
        scale, shift = self.vector(vector)[:, :, None, None].chunk(2, 1)
        hidden = self.norm(self.first(x)) * (1 + scale) + shift
        return self.skip(x) + self.second(F.silu(hidden))


class Attention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm = nn.GroupNorm(4, channels)
        self.project = nn.Conv1d(channels, 3 * channels, 1)
        self.out = nn.Conv1d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, x):
        batch, channels, height, width = x.shape
        query, key, value = self.project(self.norm(x).reshape(batch, channels, -1)).chunk(3, 1)
        weights = torch.softmax(query.transpose(1, 2) @ key / math.sqrt(channels), -1)
        return x + self.out((value @ weights.transpose(1, 2))).reshape(x.shape)


class UNet(nn.Module):
    """Three levels, two residual blocks down and up, attention at the lowest."""

    def __init__(self, width, classes):
        super().__init__()
        vector = 4 * width
        self.width = width
        self.time = nn.Sequential(nn.Linear(width, vector), nn.SiLU(), nn.Linear(vector, vector))
        self.classes = nn.Embedding(classes + 1, vector)
        self.enter = nn.Conv2d(3, width, 3, padding=1)
        sizes = [width, 2 * width, 2 * width]
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        channels, skips = width, [width]
        for size in sizes:
            self.down.append(nn.ModuleList([Residual(channels, size, vector), Residual(size, size, vector)]))
            skips += [size, size]
            channels = size
        self.middle = nn.ModuleList([Residual(channels, channels, vector), Attention(channels), Residual(channels, channels, vector)])
        for size in reversed(sizes):
            self.up.append(nn.ModuleList([Residual(channels + skips.pop(), size, vector), Residual(size + skips.pop(), size, vector)]))
            channels = size
        self.leave = nn.Sequential(nn.GroupNorm(4, channels), nn.SiLU(), nn.Conv2d(channels, 3, 3, padding=1))
        nn.init.zeros_(self.leave[2].weight)
        nn.init.zeros_(self.leave[2].bias)

    def forward(self, x, time_, label):
        half = self.width // 2
        angles = 1000 * time_[:, None] * torch.exp(-math.log(10000) * torch.arange(half) / half)[None]
        vector = F.silu(self.time(torch.cat([angles.cos(), angles.sin()], 1)) + self.classes(label))
        state = self.enter(x)
        kept = []
        for level, blocks in enumerate(self.down):
            if level > 0:
                state = F.avg_pool2d(state, 2)
            for block in blocks:
                state = block(state, vector)
                kept.append(state)
        first, attention, second = self.middle
        state = second(attention(first(state, vector)), vector)
        for level, blocks in enumerate(self.up):
            if level > 0:
                state = F.interpolate(state, scale_factor=2, mode='nearest')
            for block in blocks:
                state = block(torch.cat([state, kept.pop()], 1), vector)
        return self.leave(state)


def count(model):
    return sum(parameter.numel() for parameter in model.parameters())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('files', nargs=3)
    parser.add_argument('--minutes', type=float, required=True)
    parser.add_argument('--parameters', type=int, required=True)
    parser.add_argument('--counts', required=True)
    parser.add_argument('--threads', type=int, default=0)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--batch', type=int, default=16)
    parser.add_argument('--steps', type=int, default=20)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    if given.threads:
        torch.set_num_threads(given.threads)
    pictures, labels = torch.from_numpy(np.load(given.files[0])), torch.from_numpy(np.load(given.files[1])).long()
    classes = len(given.counts.split(','))
    # The width, a multiple of four, whose network comes nearest to the parameters asked for.
    width = min(range(8, 257, 4), key=lambda w: abs(count(UNet(w, classes)) - given.parameters))
    model = UNet(width, classes)
    average = {name: value.clone() for name, value in model.state_dict().items()}
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    # Time on the processor, so that other programs take nothing away.
    begun, limit, step, losses = time.process_time(), 60 * given.minutes * torch.get_num_threads(), 0, []
    while True:
        share = (time.process_time() - begun) / limit
        if share >= 1:
            break
        # The same schedule as the arms': a plateau, then a cosine over the last 70 %.
        rate = 1e-3 * min(1, (step + 1) / 50) * (1 if share < 0.3 else 0.5 * (1 + math.cos(math.pi * (share - 0.3) / 0.7)))
        for group in optimizer.param_groups:
            group['lr'] = rate
        chosen = torch.randint(len(pictures), (given.batch,))
        data, label = pictures[chosen], labels[chosen].clone()
        label[torch.rand(given.batch) < 0.1] = classes
        # Uniform times: with logit-normal ones the embedding of t = 0, where sampling begins, is never trained.
        noise, time_ = torch.randn_like(data), torch.rand(given.batch)
        mixed = time_[:, None, None, None] * data + (1 - time_)[:, None, None, None] * noise
        loss = F.mse_loss(model(mixed, time_, label), data - noise)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2)
        optimizer.step()
        step += 1
        losses.append(loss.item())
        decay = min(0.995, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in model.state_dict().items():
                average[name].lerp_(value, 1 - decay)
    model.load_state_dict(average)
    model.eval()
    label = torch.cat([torch.full((int(number),), index) for index, number in enumerate(given.counts.split(','))]).long()
    samples = []
    with torch.no_grad():
        for part in label.split(32):
            state = torch.randn(len(part), *pictures.shape[1:])
            for i in range(given.steps):
                # Euler's method, as for the arms.
                state = state + model(state, torch.full((len(part),), i / given.steps), part) / given.steps
            samples.append(state)
    np.save(given.files[2], torch.cat(samples).numpy().astype(np.float32))
    last = losses[-max(1, len(losses) // 20):]
    print(json.dumps({'parameters': count(model), 'width': width, 'steps': step, 'seconds': 60 * given.minutes, 'loss': sum(last) / len(last)}))


main()

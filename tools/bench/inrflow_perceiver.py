"""The INRFlow Perceiver, its training step and its sampler in PyTorch, for 1.13 and for 2."""
import math

import torch
from torch import nn
from torch.nn import functional as F

TIME_FEATURES, LATENT_FREQUENCIES = 256, 16
LEARNING_RATE, MAXIMAL_NORM, EMA_DECAY = 1e-4, 2.0, 0.999


def grid(points):
    """[points, 2]: row by row over the square [-1, 1)²."""
    side = math.ceil(math.sqrt(points))
    cells = torch.arange(points)
    return torch.stack([cells % side, cells // side], -1) / side * 2 - 1


def fourier_features(coordinates, frequencies):
    """[points, axes] → [points, axes + 2·frequencies·axes]: the coordinates, then sines and cosines at π·k, k = 1 … frequencies."""
    angles = (coordinates[:, :, None] * math.pi * torch.arange(1, frequencies + 1)).flatten(1)
    return torch.cat([coordinates, angles.sin(), angles.cos()], -1)


def time_features(times):
    """[batch] in [0, 1] → [batch, 256]: sinusoids, as DiT's."""
    angles = 1000 * times[:, None] * torch.exp(-math.log(10_000) * torch.arange(TIME_FEATURES // 2) / (TIME_FEATURES // 2))
    return torch.cat([angles.cos(), angles.sin()], -1)


def normalized(x):
    return F.layer_norm(x, x.shape[-1:])


def modulated(x, shift, scale):
    return torch.addcmul(shift, normalized(x), 1 + scale)


def attention(query, key, value):
    """[batch, heads, points, channels] each; PyTorch 2 has a fused kernel, 1.13 gets the scale inside the product."""
    batch, heads, points, channels = query.shape
    if hasattr(F, 'scaled_dot_product_attention'):
        return F.scaled_dot_product_attention(query, key, value).transpose(1, 2).reshape(batch, points, heads * channels)
    query, key, value = (each.reshape(batch * heads, -1, channels) for each in (query, key, value))
    scores = torch.baddbmm(query.new_empty(1, 1, 1), query, key.transpose(1, 2), beta=0, alpha=channels ** -0.5)
    mixed = torch.bmm(scores.softmax(-1), value)
    return mixed.view(batch, heads, points, channels).transpose(1, 2).reshape(batch, points, heads * channels)


class Block(nn.Module):
    """Self-attention, or cross-attention to a context, and an MLP, both with adaLN-Zero: 18·width² parameters."""

    def __init__(self, width, heads, cross, activation):
        super().__init__()
        self.heads, self.cross = heads, cross
        self.activation = F.silu if activation == 'silu' else lambda x: F.gelu(x, approximate='tanh')
        self.modulation = nn.Linear(width, 6 * width)
        if cross:
            self.query, self.key_value = nn.Linear(width, width), nn.Linear(width, 2 * width)
        else:
            self.query_key_value = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        self.expand, self.contract = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def split(self, x, parts):
        batch, points, channels = x.shape
        return x.view(batch, points, parts, self.heads, channels // parts // self.heads).permute(2, 0, 3, 1, 4)

    def forward(self, x, condition, context=None):
        shift, scale, gate, shift_mlp, scale_mlp, gate_mlp = self.modulation(condition)[:, None].chunk(6, -1)
        inner = modulated(x, shift, scale)
        if self.cross:
            query, (key, value) = self.split(self.query(inner), 1)[0], self.split(self.key_value(normalized(context)), 2)
        else:
            query, key, value = self.split(self.query_key_value(inner), 3)
        x = torch.addcmul(x, gate, self.output(attention(query, key, value)))
        inner = self.activation(self.expand(modulated(x, shift_mlp, scale_mlp)))
        return torch.addcmul(x, gate_mlp, self.contract(inner))


class SpatialEncoder(nn.Module):
    """Each latent attends to its own pairs: the pairs come in the order of their latents, equally many each."""

    def __init__(self, width, heads, latents, features):
        super().__init__()
        self.heads = heads
        self.latents = nn.Parameter(torch.randn(latents, width) * 0.02)
        self.register_buffer('places', fourier_features(grid(latents), LATENT_FREQUENCIES))
        self.place = nn.Linear(self.places.shape[1], width)
        self.embed = nn.Linear(features, width)
        self.query, self.key_value, self.output = nn.Linear(width, width), nn.Linear(width, 2 * width), nn.Linear(width, width)

    def forward(self, pairs):
        empty = self.latents + self.place(self.places)
        (latents, width), batch = empty.shape, len(pairs)
        group, channels = pairs.shape[1] // latents, width // self.heads
        key, value = self.key_value(normalized(self.embed(pairs))).view(batch, latents, group, 2, self.heads, channels).unbind(3)
        query = self.query(normalized(empty)).view(latents, 1, self.heads, channels) * channels ** -0.5
        # One query a group: products of a vector with a few, which elementwise operators do faster than batched matrix products.
        weights = (query * key).sum(-1, keepdim=True).softmax(2)
        return empty + self.output((weights * value).sum(2).flatten(2))


class LinearEncoder(nn.Module):
    """Each latent reads its own pairs, end to end, through one linear layer."""

    def __init__(self, width, latents, group, features):
        super().__init__()
        self.latents = nn.Parameter(torch.randn(latents, width) * 0.02)
        self.register_buffer('places', fourier_features(grid(latents), LATENT_FREQUENCIES))
        self.place = nn.Linear(self.places.shape[1], width)
        self.group = nn.Linear(group * features, width)

    def forward(self, pairs):
        return self.latents + self.place(self.places) + self.group(pairs.reshape(len(pairs), len(self.latents), -1))


class Perceiver(nn.Module):
    """Velocity at the queried points: encoder, self-attention blocks, cross-attention decoder. Parameters as in @inrflow/core."""

    def __init__(self, sizes, coordinate_features):
        super().__init__()
        width, heads, values = sizes['width'], sizes['heads'], sizes['valueChannels']
        features = coordinate_features + values
        if sizes['encoder'] == 'linear':
            self.encoder = LinearEncoder(width, sizes['latents'], sizes['pairs'] // sizes['latents'], features)
        else:
            self.encoder = SpatialEncoder(width, heads, sizes['latents'], features)
        self.time = nn.Sequential(nn.Linear(TIME_FEATURES, width), nn.SiLU(), nn.Linear(width, width))
        self.label = nn.Embedding(sizes['classes'] + 1, width) if sizes['classes'] else None
        self.blocks = nn.ModuleList(Block(width, heads, False, sizes['activation']) for _ in range(sizes['blocks']))
        self.embed_query = nn.Linear(features, width)
        self.decoder = nn.ModuleList(Block(width, heads, True, sizes['activation']) for _ in range(sizes['decoderLayers']))
        self.final_modulation = nn.Linear(width, 2 * width)
        self.final = nn.Linear(width, values)

    def forward(self, features, values, decoded, times, labels, query=None):
        """[points, features], [batch, points, channels], indices of the decoded points, [batch], [batch] → [batch, decoded, channels].

        `query` is further places and values, [places, features] and [batch, places, channels], decoded after those.
        """
        pairs = torch.cat([features.expand(len(values), -1, -1), values], -1)
        condition = self.time(time_features(times))
        condition = F.silu(condition + self.label(labels) if self.label is not None else condition)
        latents = self.encoder(pairs)
        for block in self.blocks:
            latents = block(latents, condition)
        queried = pairs if len(decoded) == pairs.shape[1] else pairs[:, decoded]
        if query is not None:
            queried = torch.cat([queried, torch.cat([query[0].expand(len(values), -1, -1), query[1]], -1)], 1)
        x = self.embed_query(queried)
        for block in self.decoder:
            x = block(x, condition, latents)
        return self.final(modulated(x, *self.final_modulation(condition)[:, None].chunk(2, -1)))


def loss_of_model(model):
    """The squared error of a model's velocity as one function, which torch.compile can take whole."""
    return lambda features, noisy, decoded, times, labels, target: F.mse_loss(model(features, noisy, decoded, times, labels), target)


class Trainer:
    """One step: draws, CICFM loss, gradients, clip at norm 2, AdamW, EMA.

    The modulations keep PyTorch's random initial weights, where adaLN-Zero would have zeros: with zeros the first steps' gradients are so
    small that their squares are denormal numbers, whose slow arithmetic no step of a real training meets.
    """

    def __init__(self, model, features, decoded_points, loss_of=None):
        self.features, self.decoded_points = features, decoded_points
        self.loss_of = loss_of or loss_of_model(model)
        self.parameters = list(model.parameters())
        self.average = [parameter.detach().clone() for parameter in self.parameters]
        self.optimizer = torch.optim.AdamW(self.parameters, lr=LEARNING_RATE, betas=(0.9, 0.999), eps=1e-8, weight_decay=0,
                                           **({'fused': True} if torch.__version__ >= '2' else {'foreach': True}))

    def step(self, data, labels):
        times, noise = torch.rand(len(data)), torch.randn_like(data)
        noisy = torch.lerp(noise, data, times[:, None, None])
        decoded = torch.arange(data.shape[1]) if self.decoded_points == data.shape[1] else torch.randperm(data.shape[1])[:self.decoded_points]
        loss = self.loss_of(self.features, noisy, decoded, times, labels, (data - noise)[:, decoded])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        gradients = [parameter.grad for parameter in self.parameters]
        norm = torch.stack(torch._foreach_norm(gradients)).norm()
        if norm > MAXIMAL_NORM:
            torch._foreach_mul_(gradients, float(MAXIMAL_NORM / norm))
        self.optimizer.step()
        with torch.no_grad():
            torch._foreach_mul_(self.average, EMA_DECAY)
            torch._foreach_add_(self.average, self.parameters, alpha=1 - EMA_DECAY)
        return loss.item()


def sample_picture(velocity_of, sizes, features, query_features, label):
    """One picture by Euler steps from noise with guidance; both sides of the guidance go through the network as one batch.

    Places beyond those of training join as queries whose noise is their own, as in the paper's App. H.
    """
    steps, scale, channels = sizes['steps'], sizes['guidance'], sizes['valueChannels']
    state = torch.randn(1, len(features), channels)
    query = None if query_features is None else torch.randn(1, len(query_features), channels)
    every, labels = torch.arange(len(features)), torch.tensor([label, sizes['classes']])
    for step in range(steps):
        times = torch.full([2], step / steps)
        extra = None if query is None else (query_features, query.expand(2, -1, -1))
        conditional, unconditional = velocity_of(features, state.expand(2, -1, -1), every, times, labels, extra)
        moved = (unconditional + scale * (conditional - unconditional))[None] / steps
        state = state + moved[:, :len(features)]
        query = None if query is None else query + moved[:, len(features):]
    return state if query is None else query

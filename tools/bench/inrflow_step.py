"""Seconds a training step and a forward pass of the INRFlow Perceiver take in PyTorch on this machine's CPU, as one line of JSON.

The other side of the project's own benchmark: the same network, loss and optimizer, written as well as PyTorch allows: fused
query-key-value projections, addcmul for modulation and gates, foreach or fused updates of AdamW, clip and EMA; in PyTorch 2 its
own attention kernel and, with --compile, torch.compile of the loss.
See README.md beside this file.
"""
import argparse
import json
import math
import os
import resource
import sys
import time

DEFAULT_MODEL = {
    'width': 384, 'heads': 6, 'blocks': 4, 'latents': 256, 'pairs': 1024, 'batch': 8, 'decoderLayers': 1, 'decodedPoints': 1024,
    'valueChannels': 3, 'frequencies': 16, 'classes': 10, 'encoder': 'spatial', 'activation': 'gelu', 'steps': 16, 'guidance': 2, 'size': 0,
}
OPENMP_BLAS = '/usr/lib/x86_64-linux-gnu/openblas-openmp'


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--model', default='{}', help=f'JSON of what differs from {json.dumps(DEFAULT_MODEL)}')
    parser.add_argument('--steps', type=int, default=5, help='timed steps (default 5)')
    parser.add_argument('--warmup', type=int, default=2, help='untimed steps before them (default 2)')
    parser.add_argument('--mode', choices=['train', 'sample', 'both', 'picture', 'start'], default='both',
                        help='training steps, velocities, both, whole pictures of an edge of `size`, or one velocity')
    parser.add_argument('--threads', type=int, default=2, help='CPU threads (default 2)')
    parser.add_argument('--compile', action='store_true', help='torch.compile of what is timed (PyTorch 2)')
    parser.add_argument('--tuned', action='store_true',
                        help='passive OpenMP waiting, OpenBLAS on OpenMP threads (libopenblas0-openmp), huge pages for malloc')
    return parser.parse_args()


def checked_model(text):
    """The model's sizes, or one sentence about what is wrong with them."""
    given = json.loads(text)
    for key in given:
        if key not in DEFAULT_MODEL:
            sys.exit(f"--model has the key '{key}'; expected some of {', '.join(DEFAULT_MODEL)}")
    if 'pairs' in given and 'decodedPoints' not in given:
        given['decodedPoints'] = given['pairs']
    model = {**DEFAULT_MODEL, **given}
    if model['width'] % model['heads']:
        sys.exit(f"--model: width {model['width']} is not a multiple of heads {model['heads']}")
    if model['pairs'] % model['latents']:
        sys.exit(f"--model: pairs {model['pairs']} is not a multiple of latents {model['latents']}")
    if not 0 < model['decodedPoints'] <= model['pairs']:
        sys.exit(f"--model: decodedPoints {model['decodedPoints']} is not between 1 and pairs {model['pairs']}")
    return model


def prepared_environment(options):
    """Settings that libraries read once: at their loading, or, for malloc and the linker, when the process starts (hence the exec)."""
    environment = dict(os.environ)
    for name in ('OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE'):  # they override OpenBLAS's own, better choice for this processor
        environment.pop(name, None)
    for name in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS'):
        environment[name] = str(options.threads)
    if options.tuned:
        if not os.path.exists(OPENMP_BLAS):
            sys.exit(f"--tuned: {OPENMP_BLAS} does not exist; install the Debian package 'libopenblas0-openmp'")
        environment['OMP_WAIT_POLICY'] = 'PASSIVE'
        environment['GLIBC_TUNABLES'] = 'glibc.malloc.hugetlb=1'
        environment['LD_LIBRARY_PATH'] = OPENMP_BLAS
    return environment


def main():
    options = arguments()
    sizes = checked_model(options.model)
    environment = prepared_environment(options)
    if environment != dict(os.environ):
        os.execve(sys.executable, [sys.executable, *sys.argv], environment)
    import torch  # after the environment is settled
    from inrflow_perceiver import Perceiver, Trainer, fourier_features, grid, loss_of_model, sample_picture
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)

    compiled = torch.compile if options.compile else lambda function: function
    gflops = 0 if options.mode == 'start' else matmul_gflops(torch)
    features = fourier_features(grid(sizes['pairs']), sizes['frequencies'])
    model = Perceiver(sizes, features.shape[-1])
    data = torch.randn(sizes['batch'], sizes['pairs'], sizes['valueChannels'])
    labels = torch.randint(max(sizes['classes'], 1), [sizes['batch']])

    result = {'parameters': sum(p.numel() for p in model.parameters())}
    if options.mode == 'picture':
        velocity = compiled(model)
        edge = sizes['size']
        query = None if edge ** 2 in (0, sizes['pairs']) else fourier_features(grid(edge ** 2), sizes['frequencies'])
        with torch.inference_mode():
            result['pictureSeconds'] = timed(lambda: sample_picture(velocity, sizes, features, query, 0), options)
    if options.mode in ('train', 'both'):
        trainer = Trainer(model, features, sizes['decodedPoints'], compiled(loss_of_model(model)))
        result['trainStepSeconds'] = timed(lambda: trainer.step(data, labels), options)
        result['loss'] = trainer.step(data, labels)
    if options.mode == 'start':
        options.steps, options.warmup, data, labels = 1, 0, data[:1], labels[:1]
    if options.mode in ('sample', 'both', 'start'):
        velocity = compiled(model)
        every_pair = torch.arange(sizes['pairs'])
        times = torch.full([len(data)], 0.5)
        with torch.inference_mode():
            result['forwardSeconds'] = timed(lambda: velocity(features, data, every_pair, times, labels), options)
    result['peakMemoryBytes'] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result['matmulGflops'] = round(gflops, 1)
    result['torch'] = torch.__version__
    result['threads'] = torch.get_num_threads()
    result['tuned'], result['compiled'] = options.tuned, options.compile
    result['model'] = sizes
    print(json.dumps(result))


def timed(action, options):
    """Seconds of each of `options.steps` runs, after `options.warmup` untimed ones."""
    seconds = []
    for run in range(options.warmup + options.steps):
        start = time.perf_counter()
        action()
        if run >= options.warmup:
            seconds.append(round(time.perf_counter() - start, 5))
    return seconds


def matmul_gflops(torch, size=2048):
    """What the machine can do: the best of five products of two float32 matrices of 2048 × 2048."""
    left, right = torch.randn(size, size), torch.randn(size, size)
    best = math.inf
    for _ in range(5):
        start = time.perf_counter()
        torch.mm(left, right)
        best = min(best, time.perf_counter() - start)
    return 2 * size ** 3 / best / 1e9


if __name__ == '__main__':
    main()

// Clouds that anyone has who has the training clouds: what a model is compared with.
import { permutation } from '@inrflow/core';
import { pairwiseDistancesOnThreads } from '@inrflow/metrics/node';
import { subsampleCloud } from '@inrflow/pointcloud';
import { openPointCloudDataset } from '@inrflow/pointcloud/node';

/** Points of each cloud that the most central one is chosen by. */
const CENTRAL_POINTS = 512;

/** Classes are folders. */
const classOf = (name) => name.split('/')[0];

const open = (file, part, { points, heldOut, jitter = 0 }) =>
  openPointCloudDataset(file, { points, normalization: 'unit-box', augmentation: { jitter }, split: { part, heldOut } });

/**
 * The held-out clouds, as `inrflow evaluate` reads them: the same points.
 *
 * @returns `[{ label, cloud }]`, the label a class's name
 */
export async function readReferences(file, options) {
  const dataset = await open(file, 'held-out', options);
  try {
    return await Promise.all(dataset.names.map(async (name, i) => ({ label: classOf(name), cloud: (await dataset.example(i, { seed: options.seed, stream: 'evaluation', sample: i })).values })));
  } finally {
    await dataset.close();
  }
}

/**
 * The training clouds of each class.
 *
 * @returns `{ membersOf(label), draw(member, sample), close() }`: a class's members, and points of one, others for each sample
 */
export async function openTraining(file, options) {
  const dataset = await open(file, 'train', options);
  return {
    membersOf(label) {
      const members = dataset.names.flatMap((name, i) => (classOf(name) === label ? [i] : []));
      if (members.length === 0) throw new Error(`'${file}' has no training clouds of the class '${label}'`);
      return members;
    },
    draw: async (member, sample) => (await dataset.example(member, { seed: options.seed, stream: 'baselines', sample })).values,
    close: dataset.close,
  };
}

/** How often each label came before: [0, 0, 1] for a, b, a. */
function occurrences(labels) {
  const counts = new Map();
  return labels.map((label) => {
    counts.set(label, (counts.get(label) ?? 0) + 1);
    return counts.get(label) - 1;
  });
}

/** Training clouds of the class of each label, in a random order, none twice before all were taken. */
export function copies({ membersOf, draw }, labels, { seed }) {
  const before = occurrences(labels);
  return Promise.all(labels.map((label, i) => {
    const members = membersOf(label);
    return draw(members[permutation({ seed, stream: `baselines/${label}` }, members.length)[before[i] % members.length]], i);
  }));
}

/** The mean density of the class of each label: points drawn from all of its training clouds together. */
export function meanDensities({ membersOf, draw }, labels, { seed, points }) {
  return Promise.all(labels.map(async (label, sample) => {
    const clouds = await Promise.all(membersOf(label).map((member) => draw(member, sample)));
    const all = new Float32Array(clouds.length * 3 * points);
    clouds.forEach((cloud, i) => all.set(cloud, i * 3 * points));
    return subsampleCloud(all, points, { seed, stream: 'baselines/mean', sample });
  }));
}

/** The training cloud of each label's class that has the least mean Chamfer distance from the others, as a mean shape that is one. */
export async function centralClouds({ membersOf, draw }, labels, { seed, points, threads }) {
  const central = new Map();
  for (const label of new Set(labels)) {
    const members = membersOf(label);
    const clouds = await Promise.all(members.map(async (member) => subsampleCloud(await draw(member, 0), Math.min(points, CENTRAL_POINTS), { seed, stream: 'baselines/central', sample: member })));
    const { values } = await pairwiseDistancesOnThreads(clouds, undefined, { distance: 'CD', threads });
    const sums = members.map((_, row) => values.subarray(row * members.length, (row + 1) * members.length).reduce((a, b) => a + b, 0));
    central.set(label, members[sums.indexOf(Math.min(...sums))]);
  }
  return Promise.all(labels.map((label, sample) => draw(central.get(label), sample)));
}

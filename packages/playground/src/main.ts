import { connect, decodeCheckpoint, kindOfCheckpoint, type Kind, type Port, type RemoteModel } from '@inrflow/core';
import { image } from '@inrflow/image';
import type { Device } from '@inrflow/onnx';
import { pointcloud } from '@inrflow/pointcloud';
import { protein } from '@inrflow/protein';
import { devicesHere } from './devices.js';
import { download, element } from './elements.js';
import { tooLarge, tooOld, type Browser } from './faults.js';
import { isolate } from './isolation.js';
import { examplesOf, trainingSettings, TRAINING_SIZE } from './training.js';
import { cloudView } from './views/cloud.js';
import { moleculeView } from './views/molecule.js';
import { pictureView } from './views/picture.js';
import type { View } from './views/view.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- kinds of any data, as their own types say
type AnyKind = Kind<any, any, any, any>;
const KINDS: readonly AnyKind[] = [image, pointcloud, protein];
const KIND_OF: Readonly<Record<string, AnyKind>> = { emoji: image, furniture: pointcloud, proteins: protein };
const VIEWS: Readonly<Record<string, (stage: HTMLElement) => View<never>>> = { image: pictureView, pointcloud: cloudView, protein: moleculeView };

const stage = element('stage');
const select = (id: string) => element<HTMLSelectElement>(id);
const input = (id: string) => element<HTMLInputElement>(id);
const remote = connect(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }) as unknown as Port);

interface Shown {
  kind: AnyKind;
  model: RemoteModel<unknown, Record<string, unknown>>;
  view: View<never>;
  last?: unknown;
}
let shown: Shown | undefined;
let working: AbortController | undefined;

function say(text: string, isWrong = false): void {
  const status = element('status');
  status.textContent = text;
  status.classList.toggle('wrong', isWrong);
}

/** Runs one piece of work at a time: starting another one ends it. An error is shown as one sentence, and the page stays usable. */
async function busy(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  working?.abort();
  const mine = (working = new AbortController());
  element<HTMLButtonElement>('stop').disabled = false;
  document.body.setAttribute('aria-busy', 'true');
  try {
    await work(mine.signal);
  } catch (error) {
    if (working !== mine) return;
    const { name, message } = error as Error;
    say(name === 'AbortError' ? 'Stopped.' : message, name !== 'AbortError');
  } finally {
    if (working === mine) {
      working = undefined;
      element<HTMLButtonElement>('stop').disabled = true;
      element<HTMLProgressElement>('progress').value = 0;
      document.body.removeAttribute('aria-busy');
    }
  }
}

function use(kind: AnyKind, model: Shown['model']): void {
  void shown?.model.dispose();
  shown = { kind, model, view: VIEWS[kind.name](stage) };
  select('class').replaceChildren(...model.classes.map((name) => new Option(name, name)));
  if (model.classes.includes('heart')) select('class').value = 'heart';
  const rows: [string, boolean][] = [['class-row', model.classes.length > 0], ['size-row', kind === image], ['points-row', kind === pointcloud], ['sequence-row', kind === protein]];
  for (const [row, isShown] of rows) element(row).hidden = !isShown;
  const { data } = model.settings as { data: { size?: number; points?: number } };
  if (data.size) input('size').value = String(data.size);
  if (data.points) input('points').value = String(data.points);
  tellValues();
}

const load = (source: URL | Uint8Array, kind: AnyKind) => busy(async () => {
  say('Loading the model …');
  use(kind, (await remote.load(source, kind)) as Shown['model']);
  await sample();
});

const device = () => select('device').value as Device;

async function sample(): Promise<void> {
  if (!shown) return;
  const { kind, model, view } = shown;
  await busy(async (signal) => {
    say('Sampling …');
    const steps = Number(input('steps').value);
    const asked = kind === image ? { size: Number(input('size').value) } : kind === pointcloud ? { points: Number(input('points').value) } : { sequence: element<HTMLTextAreaElement>('sequence').value.trim() };
    const begun = performance.now();
    const [made] = await model.sample({
      ...asked, ...(model.classes.length > 0 && { class: select('class').value }), count: 1, seed: Number(input('seed').value), device: device(), signal, states: kind !== protein,
      sampling: { solver: 'euler', steps, guidance: Number(input('guidance').value) },
      onProgress({ step, values }) {
        element<HTMLProgressElement>('progress').value = step / steps;
        if (values && shown?.model === model) view.show(kind.sampleOf(values[0], model.settings as never) as never);
      },
    });
    if (shown?.model !== model) return;
    shown.last = made;
    view.show(made as never);
    element<HTMLButtonElement>('download').disabled = false;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    say(`Sampled in ${seconds} s on ${select('device').selectedOptions[0].text}.`);
    Object.assign(globalThis, { sampled: made });
  });
}

const trainOn = (files: readonly File[]) => busy(async (signal) => {
  const examples = await examplesOf(files);
  const model = await remote.train(image, {
    dataset: { classes: [], size: TRAINING_SIZE, examples }, settings: trainingSettings as never, device: device(), signal,
    onProgress({ step, loss, steps, secondsLeft }) {
      element<HTMLProgressElement>('progress').value = step / (steps ?? 1);
      say(`Training on ${files.length} pictures: step ${step} of ${steps}, loss ${loss.toFixed(3)}${secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`}. Stop keeps what is learnt.`);
    },
  });
  use(image, model as Shown['model']);
  await sample();
});

/** Loads a checkpoint, or trains on pictures. */
async function take(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const checkpoint = files.find(({ name }) => name.endsWith('.safetensors'));
  if (!checkpoint) return trainOn(files);
  await busy(async () => {
    const large = tooLarge(checkpoint, (navigator as { deviceMemory?: number }).deviceMemory);
    if (large) throw new Error(large);
    const bytes = new Uint8Array(await checkpoint.arrayBuffer());
    const { name } = kindOfCheckpoint(await decodeCheckpoint(bytes, { file: checkpoint.name }));
    const kind = KINDS.find((each) => each.name === name);
    if (!kind) throw new Error(`${checkpoint.name} is a model of '${name}', which this page does not show; it shows ${KINDS.map((each) => each.words.many).join(', ')}`);
    await load(bytes, kind);
  });
}

function tellValues(): void {
  for (const id of ['size', 'points', 'steps', 'guidance']) element(`${id}-text`).textContent = id === 'size' ? `${input(id).value} × ${input(id).value}` : input(id).value;
}

element<HTMLFormElement>('controls').addEventListener('submit', (event) => {
  event.preventDefault();
  void sample();
});
element('controls').addEventListener('input', tellValues);
for (const id of ['class', 'size', 'points', 'steps', 'guidance', 'seed', 'device']) element(id).addEventListener('change', () => void sample());
select('model').addEventListener('change', ({ target }) => {
  const { value } = target as HTMLSelectElement;
  void load(new URL(`./models/${value}.safetensors`, location.href), KIND_OF[value]);
});
element('stop').addEventListener('click', () => working?.abort());
element('download').addEventListener('click', () => shown?.last !== undefined && download(shown.view.file(shown.last as never)));
input('files').addEventListener('change', () => void take([...(input('files').files ?? [])]));
for (const event of ['dragover', 'dragleave', 'drop']) document.addEventListener(event, (given) => {
  given.preventDefault();
  element('controls').classList.toggle('dragging', event === 'dragover');
});
document.addEventListener('drop', ({ dataTransfer }) => void take([...(dataTransfer?.files ?? [])]));

const threads = await isolate();
const devices = await devicesHere();
select('device').replaceChildren(...devices.map(({ device: name, title }) => new Option(title, name)));
element('about').textContent = `This page computes in a worker, with ${threads}. Samples of the same seed are the same at any size.`;
const old = tooOld(globalThis as unknown as Browser);
if (old) say(old, true);
else void load(new URL('./models/emoji.safetensors', location.href), image);

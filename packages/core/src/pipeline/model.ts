import type { Checkpoint, JsonValue } from '../checkpoints/index.js';
import { CONTRACT_VERSION, networkOf, settingsOf, settle, type Kind } from '../kind/index.js';
import type { Network } from '../model/index.js';
import type { ProcessGroup } from '../processes/index.js';
import type { WarmGenerator } from '../sampling/index.js';
import type { SettledSettings } from '../settings/index.js';
import { weightsFrom, type NamedArrays } from '../training/index.js';

/** A trained model: everything that sampling needs. */
export interface Model<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object> {
  kind: Kind<Data, Fields, Sample, Ask>;
  settings: SettledSettings<Data, Fields>;
  /** Names of the classes, in the order of the labels; empty if there are none. */
  classes: readonly string[];
  network: Network;
  /** The moving average of the parameters. */
  parameters: NamedArrays;
  /**
   * A weaker model of the same data, such as an earlier checkpoint of the same run. Guidance then leads away from its velocity instead of from the model's own velocity without a class
   * ("autoguidance", Karras et al., 2024). Optional.
   */
  weak?: Pick<Model<Data, Fields, Sample, Ask>, 'network' | 'parameters' | 'settings' | 'classes'>;
  /** Its origin: steps, examples, software. */
  progress: Readonly<Record<string, JsonValue>>;
  /** Processes that make samples together; each requests the same samples and receives all. Only this one if absent. */
  processes?: ProcessGroup;
  /** Keeps what sampling has compiled for the next samples; the parameters must then not change. Without it, each call compiles. */
  generators?: WarmGenerator;
}

/** The origin of a model's kind of data, according to its checkpoint. */
export interface KindOrigin {
  package: string;
  version: string;
  contract: number;
}

/** What a checkpoint says about its model. */
export function storedSettings<Data extends object, Fields extends object, Sample, Ask extends object>(kind: Pick<Kind<Data, Fields, Sample, Ask>, 'name' | 'package' | 'contract'>, settings: SettledSettings<Data, Fields>, classes: readonly string[]): Checkpoint['config'] {
  const origin: KindOrigin = { package: kind.package.name, version: kind.package.version, contract: kind.contract };
  return JSON.parse(JSON.stringify({ ...settings, modality: kind.name, classes, origin })) as Checkpoint['config'];
}

/** What a checkpoint says about its kind of data: its name and, unless an older release wrote it, its origin. */
export function kindOfCheckpoint({ config: { modality, origin } }: Pick<Checkpoint, 'config'>): { name: string; origin?: KindOrigin } {
  return { name: String(modality), ...(typeof origin === 'object' && origin !== null && !Array.isArray(origin) && { origin: origin as unknown as KindOrigin }) };
}

/** What settings meant before these fields existed: defaults may have changed since, but a checkpoint's samples must not. */
const BEFORE = { sampling: { lateQueries: 0, weightBits: 32 } } as const;

/**
 * The settings and the classes in a checkpoint. Fields that an older one lacks get today's defaults.
 *
 * @param file named in errors
 * @throws Error naming the file and what is wrong: another kind of data, a later contract, or settings that this release does not accept
 */
export function settingsOfCheckpoint<Data extends object, Fields extends object, Sample, Ask extends object>(checkpoint: Pick<Checkpoint, 'config'>, kind: Kind<Data, Fields, Sample, Ask>, file = 'checkpoint'): { settings: SettledSettings<Data, Fields>; classes: string[] } {
  const { name, origin } = kindOfCheckpoint(checkpoint);
  const { classes, origin: _origin, ...given } = checkpoint.config;
  if (name !== kind.name) throw new Error(`${file}: it is a model of '${name}'${origin ? ` (package ${origin.package})` : ''}, not of '${kind.name}'`);
  if ((origin?.contract ?? 0) > CONTRACT_VERSION) throw new Error(`${file}: its kind of data, ${origin!.package}@${origin!.version}, follows contract ${origin!.contract}, and this release knows up to ${CONTRACT_VERSION}: update inrflow`);
  try {
    if (!Array.isArray(classes)) throw new Error('classes are missing');
    const settings = settle(kind, settingsOf(kind, { ...given, sampling: { ...BEFORE.sampling, ...(given.sampling as object | undefined) } }, () => file));
    if (!settings) throw new Error(`${kind.sizeField} is missing`);
    return { settings, classes: classes.map(String) };
  } catch (error) {
    throw new Error(`${file}: this release cannot read its configuration: ${(error as Error).message.replace(`${file}: `, '')}`, { cause: error });
  }
}

/**
 * The model in a checkpoint.
 *
 * @throws Error as {@link settingsOfCheckpoint}, and if a parameter is missing or has another shape
 */
export function modelOf<Data extends object, Fields extends object, Sample, Ask extends object>(checkpoint: Checkpoint, kind: Kind<Data, Fields, Sample, Ask>, file = 'checkpoint'): Model<Data, Fields, Sample, Ask> {
  const { settings, classes } = settingsOfCheckpoint(checkpoint, kind, file);
  const network = networkOf(kind, settings, classes.length);
  return { kind, settings, classes, network, parameters: weightsFrom(checkpoint, network, { file }), progress: checkpoint.progress ?? {} };
}

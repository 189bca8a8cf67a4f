import type { Checkpoint, JsonValue } from '../checkpoints/index.js';
import { CONTRACT_VERSION, networkOf, settingsOf, settle, type Kind } from '../kind/index.js';
import type { Network } from '../model/index.js';
import type { ProcessGroup } from '../processes/index.js';
import type { SettledSettings } from '../settings/index.js';
import { weightsFrom, type NamedArrays } from '../training/index.js';

/** A trained model: all that samples are made from. */
export interface Model<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object> {
  kind: Kind<Data, Fields, Sample, Ask>;
  settings: SettledSettings<Data, Fields>;
  /** Names of the classes, in the order of the labels; empty for none. */
  classes: readonly string[];
  network: Network;
  /** The moving average of the parameters. */
  parameters: NamedArrays;
  /**
   * A weaker model of the same data, such as an earlier checkpoint of the same run, that guidance leads away from, instead of from what the model says without a class
   * ("autoguidance", Karras et al., 2024). Optional.
   */
  weak?: Pick<Model<Data, Fields, Sample, Ask>, 'network' | 'parameters' | 'settings' | 'classes'>;
  /** Where it comes from: steps, examples, software. */
  progress: Readonly<Record<string, JsonValue>>;
  /** Processes that make samples of it together, each of which asks for the same ones and gets all; this one alone if absent. */
  processes?: ProcessGroup;
}

/** Where a model's kind of data comes from, as its checkpoint says. */
export interface KindOrigin {
  package: string;
  version: string;
  contract: number;
}

/** What a checkpoint says of its model. */
export function storedSettings<Data extends object, Fields extends object, Sample, Ask extends object>(kind: Pick<Kind<Data, Fields, Sample, Ask>, 'name' | 'package' | 'contract'>, settings: SettledSettings<Data, Fields>, classes: readonly string[]): Checkpoint['config'] {
  const origin: KindOrigin = { package: kind.package.name, version: kind.package.version, contract: kind.contract };
  return JSON.parse(JSON.stringify({ ...settings, modality: kind.name, classes, origin })) as Checkpoint['config'];
}

/** What a checkpoint says of its kind of data: its name and, if it is not of an older release, where it comes from. */
export function kindOfCheckpoint({ config: { modality, origin } }: Pick<Checkpoint, 'config'>): { name: string; origin?: KindOrigin } {
  return { name: String(modality), ...(typeof origin === 'object' && origin !== null && !Array.isArray(origin) && { origin: origin as unknown as KindOrigin }) };
}

/** What settings meant before these fields were there: defaults may be others since, and a checkpoint's samples stay what they were. */
const BEFORE = { sampling: { lateQueries: 0 } } as const;

/**
 * The settings and the classes that a checkpoint holds. What an older one does not say is what defaults say now.
 *
 * @param file named in errors
 * @throws Error naming the file and what is wrong: another kind of data, a later contract, or settings that are none of this release
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
    throw new Error(`${file}: its configuration is not one that this release reads: ${(error as Error).message.replace(`${file}: `, '')}`, { cause: error });
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

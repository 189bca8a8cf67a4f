import { checkAgreement, checksumOf, fieldNames, fingerprintOf, schemaOf, type LaunchedGroup, type Plugin, type PreparedTraining } from '@inrflow/core';
import { VERSION } from '../version.js';
import type { Resumption } from './resume.js';

/** Fields that may differ between machines. */
const OWN = /^(?:run|data\.path|training\.threads)$/;

const valueAt = (config: object, field: string) => field.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], config);

/** Checks that all processes are about to do the same training. @throws ProcessError naming the process and what differs: a version, a field, or the data */
export async function checkSameTraining(processes: LaunchedGroup | undefined, kind: Plugin, { settings, dataset }: PreparedTraining): Promise<void> {
  if (!processes) return;
  const fields = fieldNames(schemaOf(kind)).filter((field) => !OWN.test(field)).map((field) => [field, JSON.stringify(valueAt(settings, field)) ?? 'none']);
  await checkAgreement(processes, {
    'the version of inrflow': VERSION, 'the version of Node.js': process.version, [`the version of ${kind.package.name}`]: kind.package.version, ...Object.fromEntries(fields) as Record<string, string>,
    [`the number of ${kind.words.many}`]: String(dataset.length), 'the list of classes': dataset.classes.join(', ') || 'none', 'the data': (await fingerprintOf(dataset)) ?? 'unknown',
    'what values are scaled by': JSON.stringify(settings.scaling) ?? 'none',
  });
}

/** Checks that all processes start from the same state. @throws ProcessError naming the process whose checkpoint differs */
export async function checkSameStart(processes: LaunchedGroup | undefined, resumption: Resumption | undefined): Promise<void> {
  if (!processes || !resumption) return;
  const { step, arrays } = resumption;
  const parts = Object.entries(arrays).map(([part, named]) => [`the checkpoint's ${part}`, String(checksumOf(Object.values(named as typeof arrays.parameters).map(({ data }) => data)))]);
  await checkAgreement(processes, { 'the step of the checkpoint': String(step), ...Object.fromEntries(parts) as Record<string, string> });
}

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { schemaOf, type SchemaNode } from '@inrflow/core';
import { plugin } from '@inrflow/image/command';

const FILE = path.join(__dirname, '../../../docs/cli.md');
const code = (value: unknown) => `\`${JSON.stringify(value).replaceAll(",", ", ")}\``;

/** A field's row: its default from the schema, or from the words after "Default: " in its description. */
function rowOf(name: string, { description = '', default: value, enum: choices, $comment }: SchemaNode): string {
  const [means, words = ''] = description.split(/\s*Default: /);
  const presumed = value === undefined ? words.replace(/\.$/, '') : code(value);
  return `| \`${name}\` | ${presumed} | ${means}${choices ? ` One of ${choices.map((choice) => `\`${String(choice)}\``).join(', ')}.` : ''}${$comment ? ` One of ${$comment}.` : ''} |`;
}

const tableOf = (section: string): string =>
  ['| field | default | means |', '|---|---|---|', ...Object.entries(schemaOf(plugin).properties![section].properties!).map(([name, node]) => rowOf(name, node))].join('\n');

/** The first table below a section's heading. */
const IN_DOCS = (section: string) => new RegExp(`(### \`${section}\`\n\n)((?:\\|[^\n]*\n?)+)`);

test.each(['data', 'model', 'training', 'sampling'])('docs/cli.md says of `%s` what the schema says', (section) => {
  const text = readFileSync(FILE, 'utf8');
  // UPDATE_DOCS=1 writes the table instead.
  if (process.env.UPDATE_DOCS) writeFileSync(FILE, text.replace(IN_DOCS(section), (_, heading: string) => `${heading}${tableOf(section)}\n`));
  else expect(IN_DOCS(section).exec(text)?.[2].trim()).toBe(tableOf(section));
});

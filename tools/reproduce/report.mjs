// The report of the experiments, as Markdown.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** A table. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What was found out about an experiment by hand, kept beside the code: `## name` and its text. */
export function remarksOn(name, text = readFileSync(path.join(here, 'remarks.md'), 'utf8')) {
  const part = text.split(/^## /m).find((each) => each.startsWith(`${name}\n`));
  return part?.slice(name.length + 1).trim() ?? '';
}

const sectionOf = ({ name, title, claim, tables }, index) => [
  `## ${index + 1}. ${title}`, `*The paper:* ${claim}`,
  ...tables.flatMap(({ title: heading, head, rows, image, notes }) => [
    heading && `### ${heading}`, table(head, rows), image && `![${heading ?? title}](images/${image})`, image && head[0] === 'arm' && `One row an arm, in the table's order.`, ...notes,
  ]),
  remarksOn(name),
];

/** The whole report. */
export function reportOf(sections, { size, budget, protocol, base, command }) {
  const { model, training } = base;
  return `${[
    '# The paper\'s claims about pictures, small',
    `Written by \`${command}\`, which goes on where it was stopped. Emoji at ${size} × ${size} pixels, sub-categories as classes; every arm is trained for ${(budget / 1e12).toPrecision(3)} TFLOP of matrix products (unless the table says otherwise) with the same seed, and
sampled without guidance. The base: width ${model.width}, ${model.blocks} blocks, ${model.latents} latents, ${model.encoder} encoder, ${training.batchSize} pictures a step, ${training.decodedPoints} of ${size ** 2} points decoded, ${base.sampling.solver} with ${base.sampling.steps} steps.`,
    `Scores are those of \`inrflow evaluate\` against real pictures of the training set: ${protocol}. They are **not FID**: the network is another, the pictures are few, and so only the order of numbers can be compared with the paper's. Lower is better for the Fréchet distance and KID, higher for the others.
What is repeated is judged by the loss on held-out pictures, with intervals; of the rest each arm is one run, whose differences of a few per cent mean nothing.`,
    remarksOn('summary'),
    ...sections.flatMap(sectionOf),
  ].filter(Boolean).join('\n\n')}\n`;
}

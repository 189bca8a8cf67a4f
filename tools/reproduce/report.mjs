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

/** What a person found out about an experiment, kept beside the code: `## name` and its text. */
export function remarksOn(name, text = readFileSync(path.join(here, 'remarks.md'), 'utf8')) {
  const part = text.split(/^## /m).find((each) => each.startsWith(`${name}\n`));
  return part?.slice(name.length + 1).trim() ?? '';
}

const sectionOf = ({ name, title, claim, tables }, index) => [
  `## ${index + 1}. ${title}`, `*The paper:* ${claim}`,
  ...tables.flatMap(({ title: heading, head, rows, image, notes }) => [
    heading && `### ${heading}`, table(head, rows), image && `![${heading ?? title}](images/${image})`, image && head[0] === 'arm' && `One row per arm, in the table's order.`, ...notes,
  ]),
  remarksOn(name),
];

/** The report. @param isWhole whether it has all experiments, whose verdicts it then begins with */
export function reportOf(sections, { size, budget, protocol, base, command, isWhole = true }) {
  const { model, training } = base;
  return `${[
    '# The paper\'s claims about pictures, on a small scale',
    `Written by \`${command}\`, which resumes a run that was stopped. Emoji at ${size} × ${size} pixels, sub-categories as classes; every arm is trained with the same seed for ${(budget / 1e12).toPrecision(3)} TFLOP of matrix products (unless the table says otherwise) and
sampled without guidance. The base: width ${model.width}, ${model.blocks} blocks, ${model.latents} latents, ${model.encoder} encoder, ${training.batchSize} pictures per step, ${training.decodedPoints} of ${size ** 2} points decoded, ${base.sampling.solver} with ${base.sampling.steps} steps.`,
    `${protocol && `Scores are those of \`inrflow evaluate\` against real pictures of the training set: ${protocol}. They are **not FID**: they use another network and few pictures, so compare only the order of the numbers with the paper's. Lower is better for the Fréchet distance and KID, higher for the others.
`}Repeated experiments are judged by their loss on held-out pictures, with intervals. In all others each arm is one run, so differences of a few per cent mean nothing.`,
    isWhole && remarksOn('summary'),
    ...sections.flatMap(sectionOf),
  ].filter(Boolean).join('\n\n')}\n`;
}

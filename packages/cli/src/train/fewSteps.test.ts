import { createFewStepsWarning } from './fewSteps.js';

/** What is told about a run of so many minutes whose first step takes `compiling` seconds more than the others, and after how many steps. */
function told({ minutes, each, compiling = 20, decided = () => undefined }: { minutes?: number; each: number; compiling?: number; decided?: (step: number) => number | undefined }) {
  const notes: [step: number, text: string][] = [];
  let step = 0;
  const warning = createFewStepsWarning((text) => notes.push([step, text]), { sizeField: 'data.size' }, { data: { size: 64 } as never, training: { minutes } as never });
  while (step < 400) {
    step++;
    warning.after(step, compiling + step * each, decided(step));
  }
  return notes;
}

test('too few steps are one line, once, that says how many fit and what to do', () => {
  // 120 − 20 seconds of compilation leave 100, of which a step takes 4.
  expect(told({ minutes: 2, each: 4 })).toEqual([[4, 'warning: a step takes 4 s, so only 25 fit into 2 min, too few to learn much: lower data.size (64), choose a smaller model.preset, or raise training.minutes']]);
});

test('the speed is judged after three steps and ten seconds, whichever is later, without the first step', () => {
  expect(told({ minutes: 10, each: 60 })).toEqual([[3, expect.stringContaining('a step takes 1 min 0 s, so only 9 fit into 10 min')]]);
  expect(told({ minutes: 0.6, each: 0.125 })).toEqual([[81, expect.stringContaining('a step takes 0.1 s, so only 128 fit into 0.6 min')]]);
  expect(told({ minutes: 2, each: 4, compiling: 500 })).toEqual([[4, expect.stringContaining('only 4 fit')]]);
});

test('a run that decides its length before that is judged then', () => {
  expect(told({ minutes: 0.4, each: 3.4, compiling: 0, decided: (step) => (step > 2 ? 7 : undefined) })).toEqual([[3, expect.stringContaining('only 7 fit into 0.4 min')]]);
});

test('two hundred steps are enough, and a run given in steps is never judged', () => {
  expect(told({ minutes: 2, each: 0.5 })).toEqual([]);
  expect(told({ each: 100 })).toEqual([]);
  expect(told({ minutes: 1, each: 0.1, decided: () => 200 })).toEqual([]);
});

import { withSettingsOf } from './withSettingsOf.js';

test('a model to start from gives its sizes and the meaning of its outputs; settings that are given take precedence', () => {
  const start = { settings: { model: { width: 8, blocks: 2 }, training: { path: 'trigonometric', prediction: 'data', steps: 7 } } } as never;
  expect(withSettingsOf({}, start)).toEqual({ model: { width: 8, blocks: 2 }, training: { path: 'trigonometric', prediction: 'data' } });
  const given = { data: { size: 4 }, model: { width: 16 }, training: { prediction: 'velocity', steps: 3 } };
  expect(withSettingsOf(given, start)).toEqual({ data: { size: 4 }, model: { width: 16, blocks: 2 }, training: { path: 'trigonometric', prediction: 'velocity', steps: 3 } });
});

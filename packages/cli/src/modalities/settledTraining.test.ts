import { checkConfig } from '../config/check.js';
import { settledTraining } from './settledTraining.js';

const { training } = checkConfig({}, () => 'test');

test.each([
  [{ width: 96, points: 1024 }, 0.0021, 256], [{ width: 64, points: 100 }, 0.0031, 100], [{ width: 1152, points: 65_536 }, 0.00017, 4096], [{ width: 128, points: 4096 }, 0.0016, 1024],
])('%j: rate %d, %i decoded', (of, learningRate, decodedPoints) => expect(settledTraining(training, of)).toEqual({ ...training, learningRate, decodedPoints }));

test('what is given stays', () => expect(settledTraining({ ...training, learningRate: 1, decodedPoints: 3 }, { width: 8, points: 9 })).toMatchObject({ learningRate: 1, decodedPoints: 3 }));

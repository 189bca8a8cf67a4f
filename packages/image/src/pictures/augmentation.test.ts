import { AUGMENTATION_CHANNELS, augmentationVector, augmented, drawAugmentation, type Augmentation } from './augmentation.js';

const SIZE = 16;
const same: Augmentation = { mirrored: false, move: [0, 0], scale: 1, angle: 0 };
const picture = Float32Array.from({ length: SIZE * SIZE * 2 }, (_, i) => Math.sin(i * 12.9898) * 0.9);
/** Values of channel c at a pixel. */
const at = (values: Float32Array, x: number, y: number, c: number) => values[(y * SIZE + x) * 2 + c];
const everyInner = (check: (x: number, y: number, c: number) => void) => {
  for (let y = 4; y < SIZE - 4; y++) for (let x = 4; x < SIZE - 4; x++) for (let c = 0; c < 2; c++) check(x, y, c);
};

test('no augmentation leaves every value as it is', () => {
  expect(augmented(picture, SIZE, 2, same)).toEqual(picture);
  expect([...augmentationVector()]).toEqual(Array(AUGMENTATION_CHANNELS).fill(0));
  expect([...augmentationVector(same)]).toEqual(Array(AUGMENTATION_CHANNELS).fill(0));
});

test('mirroring, moves by whole pixels and quarter turns keep the values of pixels', () => {
  const mirrored = augmented(picture, SIZE, 2, { ...same, mirrored: true });
  const moved = augmented(picture, SIZE, 2, { ...same, move: [(2 * 2) / SIZE, (-2 * 3) / SIZE] });
  const turned = augmented(picture, SIZE, 2, { ...same, angle: Math.PI / 2 });
  everyInner((x, y, c) => {
    expect(at(mirrored, x, y, c)).toBeCloseTo(at(picture, SIZE - 1 - x, y, c), 5);
    expect(at(moved, x, y, c)).toBeCloseTo(at(picture, x - 2, y + 3, c), 5);
    // A quarter turn takes (x, y) to (−y, x).
    expect(at(turned, x, y, c)).toBeCloseTo(at(picture, y, SIZE - 1 - x, c), 5);
  });
});

test('a plane stays a plane: scaled and rotated values are those at the place they come from', () => {
  const plane = new Float32Array(SIZE * SIZE * 2);
  for (let i = 0; i < SIZE * SIZE; i++) [plane[2 * i], plane[2 * i + 1]] = [(2 * (i % SIZE) + 1) / SIZE - 1, (2 * Math.floor(i / SIZE) + 1) / SIZE - 1];
  const [angle, scale, move] = [0.4, 1.5, [0.1, -0.05] as const];
  const result = augmented(plane, SIZE, 2, { mirrored: false, move, scale, angle });
  everyInner((px, py) => {
    const [x, y] = [(2 * px + 1) / SIZE - 1 - move[0], (2 * py + 1) / SIZE - 1 - move[1]];
    expect(at(result, px, py, 0)).toBeCloseTo((Math.cos(angle) * x + Math.sin(angle) * y) / scale, 5);
    expect(at(result, px, py, 1)).toBeCloseTo((Math.cos(angle) * y - Math.sin(angle) * x) / scale, 5);
  });
});

test('equal addresses draw alike, probability 0 draws nothing, and each part comes as often as the probability says', () => {
  const address = (sample: number) => ({ seed: 1, stream: 'test', step: 0, sample });
  expect(drawAugmentation(address(3), 0.5)).toEqual(drawAugmentation(address(3), 0.5));
  const drawn = Array.from({ length: 2000 }, (_, sample) => drawAugmentation(address(sample), 0.2));
  expect(Array.from({ length: 200 }, (_, sample) => drawAugmentation(address(sample), 0)).every((each) => each === undefined)).toBe(true);
  for (const part of [({ mirrored }: Augmentation) => mirrored, ({ move }: Augmentation) => move[0] !== 0, ({ scale }: Augmentation) => scale !== 1, ({ angle }: Augmentation) => angle !== 0]) {
    const share = drawn.filter((each) => each && part(each)).length / drawn.length;
    expect(Math.abs(share - 0.2)).toBeLessThan(4 * Math.sqrt((0.2 * 0.8) / drawn.length));
  }
});

/** Element-wise operators of one number, as ONNX defines them. */
export const UNARY: Record<string, (x: number) => number> = {
  Neg: (x) => -x, Abs: Math.abs, Exp: Math.exp, Log: Math.log, Sqrt: Math.sqrt, Reciprocal: (x) => 1 / x, Tanh: Math.tanh,
  Sin: Math.sin, Cos: Math.cos, Floor: Math.floor, Ceil: Math.ceil, Sign: Math.sign, Identity: (x) => x,
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)), Relu: (x) => Math.max(0, x), Not: (x) => Number(!x),
};

/** Element-wise operators of two numbers, except division, which depends on the type. */
export const BINARY: Record<string, (x: number, y: number) => number> = {
  Add: (x, y) => x + y, Sub: (x, y) => x - y, Mul: (x, y) => x * y, Max: Math.max, Min: Math.min, Pow: Math.pow,
  Equal: (x, y) => Number(x === y), Greater: (x, y) => Number(x > y), Less: (x, y) => Number(x < y),
  GreaterOrEqual: (x, y) => Number(x >= y), LessOrEqual: (x, y) => Number(x <= y), And: (x, y) => Number(x && y), Or: (x, y) => Number(x || y),
};

/** Rounds to what the type can hold, as the operator itself would; undefined if an integer result would overflow. */
export function rounded(dtype: string, number: number): number | undefined {
  if (dtype === 'float32') return Math.fround(number);
  return Number.isInteger(number) && Math.abs(number) <= 0x7fffffff ? number : undefined;
}

/** A number as another type. */
export function converted(dtype: string, number: number): number {
  return dtype === 'bool' ? Number(number !== 0) : dtype === 'float32' ? number : Math.trunc(number);
}

/** x / y: rounded towards 0 for integers; undefined if an integer is divided by 0. */
export function divided(dtype: string, x: number, y: number): number | undefined {
  if (dtype === 'float32') return x / y;
  return y === 0 ? undefined : Math.trunc(x / y);
}

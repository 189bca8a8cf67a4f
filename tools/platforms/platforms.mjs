// What onnxruntime-node has for each platform, and what an install of packages takes: the tables of docs/compute.md and the figure of README.md, from what is installed.
//   node tools/platforms/platforms.mjs
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const PROVIDERS = { webgpu: 'WebGpuExecutionProvider', cuda: 'CUDAExecutionProvider', directml: 'DmlExecutionProvider', coreml: 'CoreMLExecutionProvider' };
const TITLES = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/** Devices that the binaries of a folder carry. CUDA is named by every Linux build, but its libraries are fetched for x64 alone. */
function devicesIn(folder, platform, arch) {
  const library = readdirSync(folder).find((name) => /^(lib)?onnxruntime\.(so|dll|\d.*dylib)/.test(name));
  const bytes = readFileSync(path.join(folder, library));
  const carried = Object.entries(PROVIDERS).filter(([device, name]) => (device === 'webgpu' ? bytes.includes('wgpuInstanceRequestAdapter') : bytes.includes(name) && { cuda: false, directml: platform === 'win32', coreml: platform === 'darwin' }[device])).map(([device]) => device);
  return ['cpu', ...carried, ...(platform === 'linux' && arch === 'x64' ? ['cuda (libraries fetched by the install script)'] : [])];
}

/** Rows of the table of platforms. */
export function platformRows() {
  const bin = path.join(root, 'node_modules/onnxruntime-node/bin/napi-v6');
  return readdirSync(bin).sort().flatMap((platform) => readdirSync(path.join(bin, platform)).sort().map((arch) => {
    const folder = path.join(bin, platform, arch);
    const size = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
    return `| ${TITLES[platform]} ${arch} | ${devicesIn(folder, platform, arch).join(', ')} | ${Math.round(size / 1e6)} MB |`;
  }));
}

function sizeOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, each) => {
    const at = path.join(folder, each.name);
    return sum + (each.isDirectory() ? (each.name === 'node_modules' ? 0 : sizeOf(at)) : each.isFile() ? statSync(at).size : 0);
  }, 0);
}

/** Bytes of packages with all that they depend on, each counted once; ours by what they publish. */
export function installBytes(names) {
  const seen = new Map();
  const visit = (name, from) => {
    let at = from;
    while (!existsSync(path.join(at, 'node_modules', name)) && at !== path.dirname(at)) at = path.dirname(at);
    const folder = path.join(at, 'node_modules', name);
    if (seen.has(folder) || !existsSync(folder)) return;
    const { dependencies = {}, files = [] } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const isOurs = name === 'inrflow' || name.startsWith('@inrflow/');
    const published = files.map((file) => path.join(folder, file)).filter((file) => existsSync(file) && statSync(file).isDirectory());
    seen.set(folder, isOurs ? published.reduce((sum, each) => sum + sizeOf(each), 0) : sizeOf(folder));
    for (const each of Object.keys(dependencies)) visit(each, isOurs ? root : folder);
  };
  for (const name of names) visit(name, root);
  return [...seen.values()].reduce((sum, size) => sum + size, 0);
}

if (process.argv[1] === import.meta.filename) {
  console.log(['| platform | devices | binaries |', '|---|---|---|', ...platformRows()].join('\n'));
  const MB = (names) => `${Math.round(installBytes(names) / 1e6)} MB`;
  const three = ['@inrflow/core', '@inrflow/image', '@inrflow/onnx'];
  console.log(['', '| `@inrflow/core`, `@inrflow/image` and `@inrflow/onnx` with | install |', '|---|---|',
    ...[['onnxruntime-node'], ['onnxruntime-web'], ['onnxruntime-node', 'onnxruntime-web', '@tensorflow/tfjs']].map((more) => `| ${more.map((name) => `\`${name}\``).join(', ')} | ${MB([...three, ...more])} |`)].join('\n'));
  const [command, packages] = /^npm install (.+)$/m.exec(readFileSync(path.join(root, 'README.md'), 'utf8'));
  console.log(`\n${command}: ${MB(packages.split(' '))}`);
}

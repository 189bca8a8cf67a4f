import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fuzzReaders } from '@testing/fuzz';
import { gunzip } from '@inrflow/atoms';
import { parseMolecules } from './files/index.js';

const fixture = (name: string) => readFileSync(path.join(__dirname, 'testing/fixtures', name));
const first = (name: string) => Buffer.from(fixture(name).toString().split('$$$$')[0]);
const read = (name: string) => async (bytes: Uint8Array) => parseMolecules(name, new TextDecoder().decode(await gunzip(bytes)));

fuzzReaders([
  { name: 'Molfiles, V2000', seeds: () => [first('few.sdf'), fixture('aromatic.mol')], read: read('a.sdf') },
  { name: 'Molfiles, V3000', seeds: () => [first('few.v3000.sdf')], read: read('a.sdf') },
  { name: 'SDF, gzipped', seeds: () => [gzipSync(fixture('few.sdf'))], read: read('a.sdf.gz') },
  { name: 'SMILES', seeds: () => [Buffer.from('C[C@H](N)C(=O)O alanine\nc1ccc2[nH]ccc2c1 indole\nC/C=C\\C\n[O-][N+](=O)c1ccccc1\n')], read: read('a.smi') },
  { name: 'XYZ', seeds: () => [fixture('few.xyz')], read: read('a.xyz') },
]);

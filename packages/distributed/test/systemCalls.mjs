// Run by several processes: prints which functions of the C library have other first bytes once MPI is there.
import koffi from 'koffi';
import { openGroup } from '../dist/index.js';

const NAMES = ['mmap', 'munmap', 'mremap', 'madvise', 'brk', 'sbrk', 'shmat', 'shmdt'];
const libc = koffi.load(null);
const firstBytes = () => NAMES.map((name) => Buffer.from(koffi.decode(libc.symbol(name), koffi.array('uint8', 16))).toString('hex'));

const before = firstBytes();
const group = await openGroup();
const after = firstBytes();
await group.close();
console.log(`overwritten: ${NAMES.filter((_, i) => before[i] !== after[i]).join(', ') || 'none'}`);

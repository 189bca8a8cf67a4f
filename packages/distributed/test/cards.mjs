// Run by several processes: prints which cards each may see.
import { openGroup } from '../dist/index.js';

const { local, close } = await openGroup();
await close();
console.log(`${local.rank} of ${local.size}: ${process.env.CUDA_VISIBLE_DEVICES ?? 'all'}`);

import { hangsAtItsEnd } from './farewell.js';

const version = (number: string, device: string) => `MPICH Version: ${number} MPICH Release date: Thu Apr 7 12:34:45 CDT 2022 MPICH Device: ${device} MPICH configure: --with-ucx=/usr`;

test.each([
  [version('4.0.2', 'ch4:ucx'), true],
  [version('3.4.1', 'ch4:ucx'), true],
  [version('4.1.3', 'ch4:ucx'), true],
  [version('4.2.0', 'ch4:ucx'), false],
  [version('5.0.0', 'ch4:ucx'), false],
  [version('4.0.2', 'ch4:ofi'), false],
  [version('3.4.1', 'ch3:nemesis'), false],
  ['Open MPI v4.1.4, package: Debian OpenMPI, ident: 4.1.4, repo rev: v4.1.4, May 26, 2022', false],
])('%s: may hang at its end: %s', (text, hangs) => expect(hangsAtItsEnd(text)).toBe(hangs));

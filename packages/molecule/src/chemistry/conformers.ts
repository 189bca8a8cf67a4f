import { ConformerGenerator, ForceFieldMMFF94, Resources } from 'openchemlib';
import type { Molecule } from '../molecules/index.js';
import { Library, type LibraryMolecule } from './library.js';
import { heavyPositions } from './positions.js';

/** How conformers are made. */
export interface ConformerOptions {
  /** Most conformers to make; rigid molecules have fewer. */
  count: number;
  seed: number;
  /** Whether to relax each with the MMFF94s force field. Default true. */
  relax?: boolean;
}

/** Steps of the minimizer: enough for drug-like molecules. */
const RELAXATION = 1000;

/**
 * Makes conformers of a molecule with OpenChemLib: rotatable bonds get angles that are frequent in crystals, rings come from its templates and from self-organization, then MMFF94s.
 * Needs the library's tables: {@link useConformerTables}.
 *
 * @returns positions of its atoms, Å, `[atoms, 3]` each
 * @throws Error if there is none
 */
export function makeConformers({ id, ranks }: Pick<Molecule, 'id' | 'ranks'>, { count, seed, relax = true }: ConformerOptions): Float64Array[] {
  const start = Library.fromIDCode(id, false);
  start.ensureHelperArrays(Library.cHelperCIP);
  const atomOfRank = new Map(start.getFinalRanks(0).slice(0, ranks.length).map((rank, atom) => [rank - 1, atom]));
  const generator = new ConformerGenerator(seed);
  if (!generator.initializeConformers(start)) throw new Error('OpenChemLib makes no conformers of it');
  const made: Float64Array[] = [];
  while (made.length < count) {
    const conformer = generator.getNextConformerAsMolecule();
    if (!conformer) break;
    if (relax) relaxed(conformer);
    const positions = heavyPositions(conformer, ranks.length);
    made.push(Float64Array.from(positions, (_, at) => positions[3 * atomOfRank.get(ranks[Math.floor(at / 3)])! + (at % 3)]));
  }
  if (made.length === 0) throw new Error('OpenChemLib finds no conformer of it without clashes');
  return made;
}

/** Moves a conformer to the nearest minimum of MMFF94s; leaves it unchanged if the force field lacks parameters for it. */
function relaxed(conformer: LibraryMolecule): void {
  let field: ForceFieldMMFF94;
  try {
    field = new ForceFieldMMFF94(conformer, 'MMFF94s');
  } catch {
    return;
  }
  field.minimise({ maxIts: RELAXATION });
}

let loaded = false;

/** Loads the tables of angles that making conformers needs, from beside the library. In a browser, pass them: OpenChemLib's `resources.json`. */
export function useConformerTables(tables?: string | Record<string, string>): void {
  if (loaded) return;
  if (tables === undefined) Resources.registerFromNodejs();
  else Resources.register(tables);
  loaded = true;
}

/** Covalent radii in Å (Cordero et al., 2008) of the elements that are supported in XYZ files. */
const RADII: Readonly<Record<string, number>> = { H: 0.31, B: 0.84, C: 0.76, N: 0.71, O: 0.66, F: 0.57, Si: 1.11, P: 1.07, S: 1.05, Cl: 1.02, Se: 1.2, Br: 1.2, I: 1.39 };
/** Valences of an uncharged atom, the lowest first. */
const VALENCES: Readonly<Record<string, readonly number[]>> = { H: [1], B: [3], C: [4], N: [3], O: [2], F: [1], Si: [4], P: [3, 5], S: [2, 4, 6], Cl: [1], Se: [2, 4, 6], Br: [1], I: [1] };
/** How far beyond the sum of their radii bonded atoms may lie, Å. */
const SLACK = 0.4;
/** Number of ways of placing double bonds to try before giving up. */
const MOST_TRIES = 20_000;

/** An atom, which may be a hydrogen, with its position. */
export interface PlacedAtom {
  element: string;
  /** [x, y, z] in Å. */
  position: readonly number[];
}

/** Bonds derived from distances and valences. */
export interface FoundBonds {
  /** Indices of the two atoms, and the order: 1, 2 or 3. */
  bonds: { atoms: [number, number]; order: number }[];
  /** Formal charges, `[atoms]`. */
  charges: number[];
}

/**
 * Derives the bonds of atoms that include all hydrogens: single bonds between atoms nearer than the sum of their covalent radii plus 0.4 Å, then double and triple bonds until
 * every valence is met. Nitrogen or oxygen that then has a bond too few or too many gets a charge, as in nitro groups and carboxylates.
 *
 * @throws RangeError naming an atom whose valence cannot be met, or whose element is not supported
 */
export function bondsByDistance(atoms: readonly PlacedAtom[]): FoundBonds {
  const bonds: FoundBonds['bonds'] = [];
  atoms.forEach(({ element }, i) => {
    if (!Object.hasOwn(RADII, element)) throw new RangeError(`bonds of atom ${i + 1}, ${element}, cannot be derived from distances; expected ${Object.keys(RADII).join(' ')}, or a file with bonds such as SDF`);
  });
  for (let i = 0; i < atoms.length; i++) for (let j = i + 1; j < atoms.length; j++) {
    const [a, b] = [atoms[i], atoms[j]];
    const distance = Math.hypot(...a.position.map((x, axis) => x - b.position[axis]));
    if (distance < RADII[a.element] + RADII[b.element] + SLACK) bonds.push({ atoms: [i, j], order: 1 });
  }
  return raised(atoms, bonds);
}

/** The same bonds with orders that meet the valences. */
function raised(atoms: readonly PlacedAtom[], bonds: FoundBonds['bonds']): FoundBonds {
  const around: number[][] = atoms.map(() => []);
  bonds.forEach(({ atoms: [a, b] }, bond) => {
    around[a].push(bond);
    around[b].push(bond);
  });
  const charges = new Array<number>(atoms.length).fill(0);
  const sum = (atom: number) => around[atom].reduce((total, bond) => total + bonds[bond].order, 0);
  atoms.forEach(({ element }, i) => {
    const most = Math.max(...VALENCES[element]);
    // Nitrogen with four bonds is an ammonium.
    if (element === 'N' && sum(i) === 4) charges[i] = 1;
    else if (element === 'B' && sum(i) === 4) charges[i] = -1;
    else if (sum(i) > most) throw new RangeError(`atom ${i + 1}, ${element}, has ${sum(i)} neighbours; expected at most ${most}: atoms lie too near`);
  });
  const lacking = (atom: number) => {
    if (charges[atom] !== 0) return 0;
    const total = sum(atom);
    return (VALENCES[atoms[atom].element].find((valence) => valence >= total) ?? total) - total;
  };
  // Sulphur and phosphorus take double bonds beyond their lowest valence.
  const spare = (atom: number) => (charges[atom] === 0 && VALENCES[atoms[atom].element].length > 1 ? Math.max(...VALENCES[atoms[atom].element]) - sum(atom) : 0);
  const canTake = (atom: number) => lacking(atom) > 0 || spare(atom) > 0;
  let tries = 0;
  let fewest = Infinity;
  let best: number[] = [];
  const open = () => atoms.reduce((total, _, i) => total + lacking(i), 0);
  const search = (): boolean => {
    // Take the atom with the fewest partners first, to find dead ends early.
    let [atom, partners]: [number, number[]] = [-1, []];
    for (let i = 0; i < atoms.length; i++) {
      if (lacking(i) === 0) continue;
      const own = around[i].filter((bond) => bonds[bond].order < 3 && canTake(bonds[bond].atoms.find((other) => other !== i)!));
      if (own.length > 0 && (atom < 0 || own.length < partners.length)) [atom, partners] = [i, own];
    }
    const left = open();
    if (left < fewest) [fewest, best] = [left, bonds.map(({ order }) => order)];
    if (left === 0) return true;
    if (atom < 0 || ++tries > MOST_TRIES) return tries > MOST_TRIES;
    for (const bond of partners) {
      bonds[bond].order++;
      if (search()) return true;
      bonds[bond].order--;
    }
    return false;
  };
  search();
  bonds.forEach((bond, i) => (bond.order = best[i] ?? bond.order));
  settleCharges(atoms, bonds, around, charges, lacking);
  return { bonds, charges };
}

/** Assigns charges to atoms with unmet valences: oxygen beside nitrogen with three neighbours (nitro groups), then oxygen and sulphur by themselves (carboxylates). */
function settleCharges(atoms: readonly PlacedAtom[], bonds: FoundBonds['bonds'], around: readonly number[][], charges: number[], lacking: (atom: number) => number): void {
  for (let i = 0; i < atoms.length; i++) {
    if (!['O', 'S'].includes(atoms[i].element) || lacking(i) !== 1 || around[i].length !== 1) continue;
    const [bond] = around[i];
    const other = bonds[bond].atoms.find((atom) => atom !== i)!;
    charges[i] = -1;
    if (atoms[other].element !== 'N' || around[other].length !== 3 || charges[other] !== 0) continue;
    // The nitrogen gets a double bond to another oxygen.
    const double = around[other].find((each) => each !== bond && lacking(bonds[each].atoms.find((atom) => atom !== other)!) > 0);
    if (double !== undefined) bonds[double].order++;
    charges[other] = 1;
  }
  const unmet = atoms.findIndex((_, i) => lacking(i) > 0);
  if (unmet >= 0) throw new RangeError(`atom ${unmet + 1}, ${atoms[unmet].element}, lacks ${lacking(unmet)} of its bonds; expected all hydrogens in the file, or a file with bonds such as SDF`);
}

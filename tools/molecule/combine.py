"""Molecules put together from scaffolds and substituents, beside the known ones: prints SMILES with names.

    python tools/molecule/combine.py COUNT

One seed gives one list. A name says what the molecule was made of: scaffold and substituents by number.
"""
import random
import sys

from rdkit import Chem, RDLogger

RDLogger.DisableLog('rdApp.*')

SCAFFOLDS = [
    'c1cc({a})ccc1{b}', 'c1cc({a})cc(c1){b}', 'c1ccc({a})c(c1){b}', 'c1nc({a})ccc1{b}', 'c1cc({a})ncc1{b}', 'c1nc({a})ncc1{b}', 'c1sc({a})cc1{b}', 'c1oc({a})cc1{b}',
    'c1nc({a})sc1{b}', 'c1c({a})[nH]c2ccc(cc12){b}', 'c1ccc2nc({a})ccc2c1{b}', 'c1nn({a1})cc1{b}', 'C1CCC({a})CC1{b}', 'C1CN({a1})CCC1{b}', 'C1CN({a1})CCN1{b1}', 'C1CCN({a1})C1{b}',
    'C1COC({a})C1{b}', 'O=C({a})N{b1}', 'O=C({a})O{b1}', 'O=C({a})CC{b}', 'O=S(=O)({a})N{b1}', 'C(C{a})OC{b}', 'C(/C{a})=C/C{b}', 'C(/{a})=C/{b}', 'C(/{a})=C\\{b}', 'C[C@H]({a})C{b}', 'C[C@@H]({a})C{b}',
    'O[C@H](C{a})C{b}', 'C[C@H]({a})C(=O)N{b1}', 'C[C@@H]({a})C(=O)O{b1}', 'O=C1[C@H]({a})CCN1{b1}', 'C1C[C@@H]({a})CN1{b1}', 'C1C[C@H]({a})N({b1})C1', 'O[C@@H]({a})C{b}', 'N[C@@H](C{a})C(=O)N{b1}', 'CC(=O)N[C@@H](C{a})C(=O)O{b1}', 'O=C1C({a})CCN1{b1}', 'O=C1CCC({a})=C1{b}', 'C1CC1({a}){b}', 'O=c1ccc({a})cn1{b1}', 'c1ccc2c(c1)C({a})CN2{b1}',
    'C1C[C@H]({a})C[C@H]1{b}', 'C1C[C@@H]({a})C[C@H]1{b}', 'C1C[C@H]({a})CC[C@H]1{b}', 'C1C[C@@H]({a})CC[C@H]1{b}', 'O=C1N({a1})C(=O)CC1{b}',
]
# Their rings have the number 9, which no scaffold has.
SUBSTITUENTS = [
    'C', 'CC', 'C(C)C', 'CCC', 'C9CC9', 'C(C)(C)C', 'OC', 'OCC', 'F', 'Cl', 'Br', 'C#N', 'C(F)(F)F', 'N(C)C', 'NC(C)=O', 'C(=O)OC', 'C(N)=O', 'S(C)(=O)=O', 'SC', 'CO', 'CCO', 'C=O', 'C(C)=O',
    'c9ccccc9', 'c9ccncc9', 'c9ccco9', 'c9cccs9', 'Cc9ccccc9', 'N9CCOCC9', 'N9CCCC9', 'C9CCCCC9', 'O', 'N', '[N+](=O)[O-]', 'CC(=O)O', 'C#C', 'C=C', 'CN(C)C', 'C(=O)NC', 'Oc9ccccc9',
]
# What may stand at a nitrogen or an oxygen.
ON_HETERO = ['C', 'CC', 'C(C)C', 'CCC', 'C9CC9', 'c9ccccc9', 'Cc9ccccc9', 'CCO', 'CC#N', 'CCOC', 'C9CCCC9', 'CC(C)C', 'c9ccc(F)cc9', 'CC=C']


def main(count):
    draw = random.Random(18)
    seen = set()
    while len(seen) < count:
        scaffold = draw.randrange(len(SCAFFOLDS))
        a, b, a1, b1 = (draw.randrange(len(SUBSTITUENTS)), draw.randrange(len(SUBSTITUENTS)), draw.randrange(len(ON_HETERO)), draw.randrange(len(ON_HETERO)))
        parts = {'a': SUBSTITUENTS[a], 'b': SUBSTITUENTS[b], 'a1': ON_HETERO[a1], 'b1': ON_HETERO[b1]}
        text = SCAFFOLDS[scaffold].format(**parts)
        molecule = Chem.MolFromSmiles(text)
        if molecule is None or not 7 <= molecule.GetNumAtoms() <= 20:
            continue
        # A centre that is left open would be another molecule in each conformer.
        if any(str(each.specified) == 'Unspecified' for each in Chem.FindPotentialStereo(molecule)):
            continue
        canonical = Chem.MolToSmiles(molecule)
        if canonical in seen:
            continue
        seen.add(canonical)
        first, second = (f'h{a1}' if '{a1}' in SCAFFOLDS[scaffold] else a), (f'h{b1}' if '{b1}' in SCAFFOLDS[scaffold] else b)
        print(canonical, f's{scaffold}-{first}-{second}')


main(int(sys.argv[1]))

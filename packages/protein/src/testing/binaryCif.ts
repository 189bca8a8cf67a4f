import { CifWriter } from 'molstar/lib/commonjs/mol-io/writer/cif.js';
import { parseCifText } from 'molstar/lib/commonjs/mol-io/reader/cif/text/parser.js';

/** BinaryCIF of an mmCIF text's first block, by Mol*'s own encoder: coordinates as fixed-point numbers, as the PDB ships them. */
export async function binaryCif(text: string): Promise<Uint8Array> {
  const parsed = await parseCifText(text).run();
  if (parsed.isError) throw new Error(parsed.message);
  const [block] = parsed.result.blocks;
  const encoder = CifWriter.createEncoder({ binary: true, encoderName: 'test' });
  encoder.startDataBlock(block.header);
  for (const name of block.categoryNames) {
    const category = block.categories[name];
    const fields = category.fieldNames.map((fieldName) => {
      const field = category.getField(fieldName)!;
      const kinds = { valueKind: (row: number) => field.valueKind(row) };
      if (/^Cartn_[xyz]$/.test(fieldName)) return CifWriter.Field.float(fieldName, (row: number) => field.float(row), { ...kinds, digitCount: 3, encoder: CifWriter.Encodings.fixedPoint3, typedArray: Float64Array });
      if (/seq_id$|^num$/.test(fieldName)) return CifWriter.Field.int(fieldName, (row: number) => field.int(row), kinds);
      return CifWriter.Field.str(fieldName, (row: number) => field.str(row), kinds);
    });
    encoder.writeCategory({ name, instance: () => ({ fields, source: [{ rowCount: category.rowCount }] }) });
  }
  encoder.encode();
  return encoder.getData() as Uint8Array;
}

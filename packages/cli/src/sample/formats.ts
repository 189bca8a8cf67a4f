/** One file of all samples: side by side, the same coming out of the noise, one row of states a sample, or a page where they can be turned. */
export const SHEET_FORMATS = ['sheet', 'apng', 'strip', 'html'] as const;
/** Formats of one file a sample, of every kind of data. */
export const FILE_FORMATS = ['png', 'ply', 'xyz', 'npy', 'pdb', 'cif'] as const;
/** How samples are written. */
export type Format = (typeof SHEET_FORMATS)[number] | (typeof FILE_FORMATS)[number];

// Which licences may be shipped, and who is named for them.

const LICENCES = {
  CC0: { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  BY: { name: 'CC BY 3.0', url: 'https://creativecommons.org/licenses/by/3.0/' },
  BY_US: { name: 'CC BY 3.0 US', url: 'https://creativecommons.org/licenses/by/3.0/us/' },
};

/** Models whose own licence file asks for more than their catalogue says: the stricter one holds. */
const STRICTER = { 'winchesterSofa.obj': LICENCES.BY, 'winchesterArmchair.obj': LICENCES.BY };

/**
 * The licence of a model.
 *
 * @param item of a catalogue: `{ license, catalogue }`
 * @param file the model's file name
 * @returns `{ name, url }` of CC0 or CC BY; undefined for any other licence, and where none is given
 */
export function licenceOf({ license = '', catalogue = '' }, file = '') {
  if (Object.hasOwn(STRICTER, file)) return STRICTER[file];
  if (/non.?commercial|share.?alike|no.?deriv|\b(nc|sa|nd)\b/i.test(license)) return undefined;
  if (/attribution 3\.0 united states/i.test(license)) return LICENCES.BY_US;
  if (/attribution 3\.0/i.test(license)) return LICENCES.BY;
  // Blend Swap's public domain is CC0: the archive's licence file says so.
  if (/\bcc.?0\b|creative commons zero/i.test(license) || (/public domain/i.test(license) && /cc-0/i.test(catalogue))) return LICENCES.CC0;
  return undefined;
}

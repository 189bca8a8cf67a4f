import { LOAD } from './load.js';
import { MAIN } from './main.js';
import { STAGE } from './stage.js';

export { STYLE } from './style.js';

/** The page's script, one module: kept as text, since it runs in the reader's browser and not here. */
export const SCRIPT = [LOAD, STAGE, MAIN].join('');

/** For the page's script: unpacks the modules of three.js that lie in the page, and loads them without a network. */
export const LOAD = String.raw`
const addressOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

async function loadThree() {
  const core = addressOf(await unpack('core'));
  const three = addressOf((await unpack('three')).replaceAll("from './three.core.js'", "from '" + core + "'"));
  const orbit = addressOf((await unpack('orbit')).replaceAll("from 'three'", "from '" + three + "'"));
  const [THREE, { OrbitControls }] = await Promise.all([import(three), import(orbit)]);
  return { THREE, OrbitControls };
}
`;

/** For the page's script: unpacks what lies in the page, and runs 3Dmol.js, which is a classic script, without a network. */
export const LOAD = String.raw`
async function unpack(name) {
  const bytes = Uint8Array.from(atob(document.getElementById(name).textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}

async function loadLibrary() {
  const script = document.createElement('script');
  script.src = URL.createObjectURL(new Blob([await unpack('library')], { type: 'text/javascript' }));
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error('3Dmol.js was not loaded.'));
    document.head.append(script);
  });
  return window['3Dmol'];
}
`;

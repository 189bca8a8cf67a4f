/** For the page's script: runs 3Dmol.js, which is a classic script, from inside the page, without a network. */
export const LOAD = String.raw`
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

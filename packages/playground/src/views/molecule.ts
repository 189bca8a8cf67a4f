import { pdbOf, type Chain } from '@inrflow/protein';
import type { View } from './view.js';

/** The part of 3Dmol that is used here. */
interface Viewer {
  clear(): void;
  addModel(text: string, format: string): void;
  setStyle(selection: object, style: object): void;
  setBackgroundColor(colour: number | string, alpha: number): void;
  zoomTo(): void;
  render(): void;
}

/** Shows a protein with 3Dmol, which is loaded when the first one is shown. */
export function moleculeView(stage: HTMLElement): View<{ chain?: Chain }> {
  const place = document.createElement('div');
  place.className = 'molecule';
  place.setAttribute('role', 'img');
  place.setAttribute('aria-label', 'The folded protein; drag to turn it');
  stage.replaceChildren(place);
  const opening = import('3dmol').then((module: object) => {
    const library = ('default' in module ? module.default : module) as { createViewer?(place: HTMLElement, options: object): Viewer };
    return ((module as typeof library).createViewer ?? library.createViewer)!(place, {});
  });
  const textOf = ({ chain }: { chain?: Chain }) => (chain ? pdbOf(chain) : '');
  return {
    show(sample) {
      void opening.then((viewer) => {
        viewer.clear();
        viewer.setBackgroundColor('white', 0);
        viewer.addModel(textOf(sample), 'pdb');
        viewer.setStyle({}, { cartoon: { color: 'spectrum' }, stick: { radius: 0.12 } });
        viewer.zoomTo();
        viewer.render();
      });
    },
    file: (sample) => ({ name: 'sample.pdb', type: 'chemical/x-pdb', content: textOf(sample) }),
  };
}

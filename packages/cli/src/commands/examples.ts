/** The examples at the end of the help. */
export const EXAMPLES = `
Examples:
  inrflow train --data pictures/ --size 32 --minutes 10      train on a folder; its sub-folders are the classes
  inrflow train config.json --steps 20000                    train with a configuration file, but longer
  inrflow train --resume --run runs/pictures                 continue after Ctrl-C or a crash
  inrflow sample --checkpoint runs/pictures/weights.safetensors --size 128 --out sheet.png
  inrflow train --modality pointcloud --data meshes/ --minutes 10
  inrflow train --modality ./sound.mjs --data sounds/        a kind of data of your own: see docs/plug-in.md
  inrflow train --modality pointcloud --help                 the flags of a kind of data
  inrflow evaluate runs/meshes/weights.safetensors           scores of a model
  inrflow info runs/pictures/weights.safetensors             parameters, arithmetic, classes
  inrflow export --checkpoint runs/pictures/weights.safetensors --out onnx/
  inrflow doctor                                             what this machine can run

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted (state saved).`;

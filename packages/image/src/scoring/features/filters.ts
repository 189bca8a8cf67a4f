/** How pictures are resized for a network; `auto` averages areas when it shrinks and is bicubic when it enlarges. */
export const RESIZE_FILTERS = ['auto', 'area', 'bilinear', 'bicubic', 'nearest'] as const;
/** One of {@link RESIZE_FILTERS}. */
export type ResizeFilter = (typeof RESIZE_FILTERS)[number];

/** How pictures are brought to a network's size; `auto` averages areas where it shrinks and is bicubic where it enlarges. */
export const RESIZE_FILTERS = ['auto', 'area', 'bilinear', 'bicubic', 'nearest'] as const;
/** One of {@link RESIZE_FILTERS}. */
export type ResizeFilter = (typeof RESIZE_FILTERS)[number];

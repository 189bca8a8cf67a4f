/** Sides that a picture may be taken from, in the order of `axisCameras`. */
export const VIEWS = ['+x', '-x', '+y', '-y', '+z', '-z'] as const;
/** A side that a picture may be taken from. */
export type View = (typeof VIEWS)[number];

/** Short names of the kinds of data whose packages come with this command; the first is the default. */
export const BUILT_IN = ['image', 'pointcloud', 'protein', 'audio', 'molecule'] as const;

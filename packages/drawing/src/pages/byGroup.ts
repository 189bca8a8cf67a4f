/** Things of a group. */
export interface Group<Member> {
  /** The heading that they are listed under; empty for things without a group. */
  group: string;
  members: Member[];
}

/** Things with those of a group side by side, groups in the order in which they first appear. */
export function byGroup<Member extends { group?: string }>(things: readonly Member[]): Group<Member>[] {
  const groups = new Map<string, Member[]>(things.map(({ group = '' }) => [group, []]));
  for (const thing of things) groups.get(thing.group ?? '')!.push(thing);
  return [...groups].map(([group, members]) => ({ group, members }));
}

// An immutable map from strings: a hash trie with 32 branches. A change copies the few nodes on its path, so that the state after every
// statement of a script can be kept. Iteration is in no particular order.

interface Branch<Value> {
  /** Which of the 32 places are taken; `slots` holds only those. */
  readonly bitmap: number;
  readonly slots: readonly Slot<Value>[];
}
interface Leaf<Value> {
  readonly hash: number;
  /** More than one only where hashes collide. */
  readonly entries: readonly (readonly [key: string, value: Value])[];
}
type Slot<Value> = Branch<Value> | Leaf<Value>;

const isLeaf = <Value>(slot: Slot<Value>): slot is Leaf<Value> => 'entries' in slot;
const emptyBranch: Branch<never> = { bitmap: 0, slots: [] };

function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export class PersistentMap<Value> implements Iterable<readonly [string, Value]> {
  readonly size: number;
  private readonly root: Branch<Value>;

  private constructor(root: Branch<Value>, size: number) {
    this.root = root;
    this.size = size;
  }

  private static readonly nothing = new PersistentMap<never>(emptyBranch, 0);

  static empty<Value>(): PersistentMap<Value> {
    return PersistentMap.nothing as PersistentMap<Value>;
  }

  get(key: string): Value | undefined {
    const hash = hashOf(key);
    let slot: Slot<Value> = this.root;
    for (let shift = 0; ; shift += 5) {
      if (isLeaf(slot)) {
        if (slot.hash === hash) for (const [other, value] of slot.entries) if (other === key) return value;
        return undefined;
      }
      const bit = 1 << ((hash >>> shift) & 31);
      if ((slot.bitmap & bit) === 0) return undefined;
      slot = slot.slots[bitCount(slot.bitmap & (bit - 1))]!;
    }
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  set(key: string, value: Value): PersistentMap<Value> {
    const known = this.get(key);
    if (known === value && known !== undefined) return this;
    return new PersistentMap(setIn(this.root, 0, hashOf(key), key, value), known === undefined ? this.size + 1 : this.size);
  }

  delete(key: string): PersistentMap<Value> {
    if (!this.has(key)) return this;
    const root = deleteIn(this.root, 0, hashOf(key), key);
    return root === undefined ? PersistentMap.empty() : new PersistentMap(isLeaf(root) ? lift(root, 0) : root, this.size - 1);
  }

  /** The entries that differ from another map, undefined where only the other has the key. What both share is not looked at. */
  changesSince(before: PersistentMap<Value>): Map<string, Value | undefined> {
    const changes = new Map<string, Value | undefined>();
    collectChanges(before.root, this.root, changes);
    return changes;
  }

  *[Symbol.iterator](): Iterator<readonly [string, Value]> {
    yield* entriesOf(this.root);
  }

  *values(): Iterable<Value> {
    for (const [, value] of entriesOf(this.root)) yield value;
  }
}

function collectChanges<Value>(
  before: Slot<Value> | undefined,
  now: Slot<Value> | undefined,
  changes: Map<string, Value | undefined>,
): void {
  if (before === now) return;
  if (before && now && !isLeaf(before) && !isLeaf(now)) {
    for (let union = before.bitmap | now.bitmap; union !== 0; union &= union - 1) {
      const bit = union & -union;
      collectChanges(slotAt(before, bit), slotAt(now, bit), changes);
    }
    return;
  }
  const old = new Map(before ? entriesOf(before) : []);
  for (const [key, value] of now ? entriesOf(now) : []) {
    if (old.get(key) !== value) changes.set(key, value);
    old.delete(key);
  }
  for (const key of old.keys()) changes.set(key, undefined);
}

const slotAt = <Value>({ bitmap, slots }: Branch<Value>, bit: number): Slot<Value> | undefined =>
  (bitmap & bit) === 0 ? undefined : slots[bitCount(bitmap & (bit - 1))];

/** Its own stack instead of a generator in a generator for each level: whoever walks a map walks thousands of entries. */
function* entriesOf<Value>(root: Slot<Value>): Iterable<readonly [string, Value]> {
  const open: Slot<Value>[] = [root];
  for (let slot = open.pop(); slot; slot = open.pop()) {
    if (isLeaf(slot)) for (const entry of slot.entries) yield entry;
    else for (let i = slot.slots.length - 1; i >= 0; i--) open.push(slot.slots[i]!);
  }
}

const lift = <Value>(leaf: Leaf<Value>, shift: number): Branch<Value> => ({ bitmap: 1 << ((leaf.hash >>> shift) & 31), slots: [leaf] });

function setIn<Value>(branch: Branch<Value>, shift: number, hash: number, key: string, value: Value): Branch<Value> {
  const bit = 1 << ((hash >>> shift) & 31);
  const place = bitCount(branch.bitmap & (bit - 1));
  if ((branch.bitmap & bit) === 0) {
    const slots = branch.slots.toSpliced(place, 0, { hash, entries: [[key, value]] });
    return { bitmap: branch.bitmap | bit, slots };
  }
  const slot = branch.slots[place]!;
  return {
    bitmap: branch.bitmap,
    slots: branch.slots.with(place, isLeaf(slot) ? setInLeaf(slot, shift + 5, hash, key, value) : setIn(slot, shift + 5, hash, key, value)),
  };
}

function setInLeaf<Value>(leaf: Leaf<Value>, shift: number, hash: number, key: string, value: Value): Slot<Value> {
  if (leaf.hash !== hash) return setIn(lift(leaf, shift), shift, hash, key, value);
  const at = leaf.entries.findIndex(([other]) => other === key);
  const entry = [key, value] as const;
  return { hash, entries: at < 0 ? [...leaf.entries, entry] : leaf.entries.with(at, entry) };
}

/** Undefined when nothing is left. */
function deleteIn<Value>(slot: Slot<Value>, shift: number, hash: number, key: string): Slot<Value> | undefined {
  if (isLeaf(slot)) {
    const entries = slot.entries.filter(([other]) => other !== key);
    return entries.length === 0 ? undefined : { hash: slot.hash, entries };
  }
  const bit = 1 << ((hash >>> shift) & 31);
  const place = bitCount(slot.bitmap & (bit - 1));
  const inner = deleteIn(slot.slots[place]!, shift + 5, hash, key);
  if (inner) return { bitmap: slot.bitmap, slots: slot.slots.with(place, inner) };
  if (slot.slots.length === 1) return undefined;
  return { bitmap: slot.bitmap & ~bit, slots: slot.slots.toSpliced(place, 1) };
}

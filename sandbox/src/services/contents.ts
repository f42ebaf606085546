// Which contents are still needed: those of snapshots, recovery points, restores under way, and warehouses not opened yet.
import { isRestoring } from './tableRestores.ts';
import type { World } from './world.ts';

export function deleteUnusedContents(world: World): void {
  const { state, contents } = world;
  const inUse = new Set<string>(Object.values(state.unopened));
  for (const { content } of [
    ...state.snapshots,
    ...state.namespaceSnapshots,
    ...state.recoveryPoints,
    ...state.tableRestores.filter(isRestoring),
  ])
    if (content !== undefined) inUse.add(content);
  contents.deleteUnused(inUse);
}

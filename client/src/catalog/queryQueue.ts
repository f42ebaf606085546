// Lets a few catalog statements run at a time: the Data API allows 30 starts a second for a whole account, and people wait for their own.

/** At most `limit` of the given tasks run at once, the others in the order of arrival. */
export function limitConcurrency(limit: number): <Value>(task: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async task => {
    if (running >= limit) await new Promise<void>(resolve => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // The place is handed over rather than freed, so that nobody slips in between.
      if (next) next();
      else running--;
    }
  };
}

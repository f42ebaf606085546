// Waits for something slow in AWS by asking again and again, so that a reload of the window can take up the waiting anywhere.

import { type Clock, systemClock } from './clock.ts';
import { classifyAwsError } from './errors.ts';

export interface PollOptions<State> {
  load(): Promise<State>;
  isOver(state: State): boolean;
  onState?(state: State): void;
  signal?: AbortSignal;
  clock?: Clock;
  /** Milliseconds between the first two questions; later pauses grow to `longestPauseMs`. */
  firstPauseMs?: number;
  longestPauseMs?: number;
}

/**
 * The first state that is over, or the last one seen when the signal was aborted. Throttling, network failures and AWS's own faults
 * are waited out, at most ten in a row; every other error is thrown.
 */
export async function poll<State>(options: PollOptions<State>): Promise<State> {
  const { clock = systemClock, signal, firstPauseMs = 500, longestPauseMs = 10_000 } = options;
  let pause = firstPauseMs;
  let failures = 0;
  while (true) {
    try {
      const state = await options.load();
      failures = 0;
      options.onState?.(state);
      if (options.isOver(state) || signal?.aborted) return state;
    } catch (error) {
      failures++;
      if (failures > 10 || signal?.aborted || !classifyAwsError(error).transient) throw error;
    }
    await clock.sleep(pause, signal);
    pause = Math.min(pause * 1.5, longestPauseMs);
  }
}

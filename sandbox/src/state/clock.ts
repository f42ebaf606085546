// Time as the sandbox sees it. AWS's waiting times are in the code as they are; a clock says how fast they pass.

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Real or simulated milliseconds that a wait of AWS's takes here. */
  duration(awsMilliseconds: number): number;
  /** Runs once after so many of this clock's milliseconds; returns how to call it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** The machine's clock; what takes AWS a minute takes 60/speed seconds. */
export function systemClock(speed: number): Clock {
  return {
    now: () => Date.now(),
    duration: awsMilliseconds => awsMilliseconds / speed,
    after: (milliseconds, run) => {
      // What waits keeps no process alive: the server does.
      const timer = setTimeout(run, milliseconds).unref();
      return () => clearTimeout(timer);
    },
  };
}

export interface ManualClock extends Clock {
  /** Lets time pass: whatever falls due is run, in order. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is advanced, for tests. */
export function manualClock(start = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let now = start;
  let timers: { readonly due: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    duration: awsMilliseconds => awsMilliseconds,
    after: (milliseconds, run) => {
      const timer = { due: now + milliseconds, run };
      timers.push(timer);
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
    advance: milliseconds => {
      const end = now + milliseconds;
      for (;;) {
        const next = timers.filter(timer => timer.due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers = timers.filter(timer => timer !== next);
        now = Math.max(now, next.due);
        next.run();
      }
      now = end;
    },
  };
}

/** A status that changes by itself as time passes: what holds is the last step that has begun. It survives a restart because it is data. */
export interface Timeline {
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly from: number;
}

export function statusAt(timeline: readonly Timeline[], now: number): string {
  return (timeline.findLast(step => step.from <= now) ?? timeline[0])?.status ?? '';
}

const second = 1000;
const minute = 60 * second;

/** How long AWS takes, roughly: enough to show every state, short enough to wait for. */
export const awsDurations = {
  statementPicked: 200,
  statementStarted: 100,
  snapshotCreation: minute,
  snapshotDeletion: 0,
  tableRestorePending: 10 * second,
  tableRestoreProgress: 2 * minute,
  clusterPause: 5 * minute,
  clusterResume: 5 * minute,
  clusterRestore: 10 * minute,
  clusterDeletion: 3 * minute,
  namespaceRestore: 5 * minute,
  modelTraining: 60 * minute,
  recoveryPointInterval: 30 * minute,
} as const;

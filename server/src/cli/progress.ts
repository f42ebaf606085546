// One line on the terminal that says how far a long run has come. Nothing is written where the error stream is no terminal.
export interface Progress {
  tell(done: number, total: number): void;
  end(): void;
}

/** Short runs need no progress. */
const patienceMilliseconds = 500;
const pauseMilliseconds = 100;

export function createProgress(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  const begun = now();
  let told = begun;
  let shown = false;
  return {
    tell(done, total) {
      const time = now();
      if (!stream.isTTY || time - begun < patienceMilliseconds || time - told < pauseMilliseconds) return;
      told = time;
      shown = true;
      stream.write(`\r\u001b[K${done} of ${total} files`);
    },
    end() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}

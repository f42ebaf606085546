// How the sandbox says that it is ready.

/** The URL in the line that the sandbox prints when it is ready: `{"url":"http://127.0.0.1:1234","pid":1}` */
export function readyUrl(line: string): string | undefined {
  try {
    const { url } = JSON.parse(line) as { url?: unknown };
    return typeof url === 'string' && url.startsWith('http://127.0.0.1:') ? url : undefined;
  } catch {
    return undefined;
  }
}

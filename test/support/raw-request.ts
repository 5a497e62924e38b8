import { request } from 'node:http';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  tookMs: number;
}

/** Sends a path, headers and bytes just as they are: nothing is escaped, parsed or made polite on the way. */
export function rawRequest(
  url: string,
  { method = 'GET', path, headers = {}, body }: { method?: string; path: string; headers?: Record<string, string>; body?: Buffer | string },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let answered = false;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const out = request({ hostname, port, method, path, headers: { ...length, ...headers }, agent: false }, (answer) => {
      answered = true;
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          text: Buffer.concat(parts).toString(),
          tookMs: performance.now() - began,
        }),
      );
    });
    // A server that refuses early may close while we still write.
    out.on('error', (error) => (answered ? undefined : reject(error)));
    out.end(body);
  });
}

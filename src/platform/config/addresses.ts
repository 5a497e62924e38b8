const LOOPBACK = /^(localhost|::1|127(\.\d{1,3}){3})$/;

/** Reached from this machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Where this machine reaches what listens on `host`: every address of the machine includes its loopback. */
export function localUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

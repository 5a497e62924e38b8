import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The built worker in a process of its own, so that it can be killed as a machine kills. */
export async function workerProcess(): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../../dist/src/worker.js', import.meta.url));
  const child = fork(program, { execArgv: [], env: { ...process.env, NODE_OPTIONS: '' }, silent: true });
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if ((message as { type?: string })?.type !== 'ready') throw new Error('the worker process did not start');
  return child;
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

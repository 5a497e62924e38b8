/** A real Redis for the queue stories: on a free port, with a random password, keeping nothing. */
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { randomText } from './files.mjs';
import { freePort } from './ports.mjs';
import { within } from './processes.mjs';
import { Refusal } from './refusal.mjs';

export const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/** Starts redis-server in the session's care, in `folder`; gives its REDIS_URL. */
export async function startRedis(session, folder) {
  if (!hasRedis()) {
    throw new Refusal('npm run test:redis needs redis-server on the PATH (Debian: apt-get install redis-server).');
  }
  const port = await freePort();
  const password = randomText();
  // The settings go through stdin: an argument would show the password to everyone.
  const settings = ['bind 127.0.0.1', `port ${port}`, `requirepass ${password}`, 'save ""', 'appendonly no', 'maxmemory-policy noeviction', 'loglevel warning'];
  let ended;
  session
    .run('redis-server', ['-'], { cwd: folder, quiet: true, input: `${settings.join('\n')}\n` })
    .then(({ output }) => (ended = output || 'no message'), (error) => (ended = error.message));
  let up = false;
  const ask = () => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (data) => {
      up ||= data.includes('PONG');
      socket.destroy();
    });
    socket.on('error', () => {});
  };
  const asking = setInterval(ask, 50);
  const came = await within(5000, () => up || ended !== undefined);
  clearInterval(asking);
  if (!came || !up) throw new Refusal(`redis-server does not start: ${ended ?? 'no answer within 5 s'}`);
  return `redis://:${password}@127.0.0.1:${port}`;
}

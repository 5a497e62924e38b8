/** A mail server that writes every mail down as it came, and refuses when told. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../files.mjs';

/** Gives { url, folder, refuse(yes), send(text), texts(), stop() }. */
export async function startMailSink(folder) {
  const { SMTPServer } = await import('smtp-server');
  mkdirSync(folder, { recursive: true });
  let refuses = false;
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    closeTimeout: 500,
    onData: (stream, _session, done) => {
      const parts = [];
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        if (refuses) return done(Object.assign(new Error('not now'), { responseCode: 451 }));
        writeFileSync(join(folder, `${String(++count).padStart(4, '0')}.eml`), Buffer.concat(parts));
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address();
  return {
    url: `smtp://127.0.0.1:${port}`,
    folder,
    refuse: (yes) => (refuses = yes),
    send: (text) => sendMail(port, text),
    texts: () => decoded(folder),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** In base64, so that finding it shows that mails are decoded. */
async function sendMail(port, text) {
  const { createTransport } = await import('nodemailer');
  await createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail({ from: 'a@voorbeeld.test', to: 'b@voorbeeld.test', subject: 'x', text: `é${text}`, textEncoding: 'base64' });
}

/** Subject, headers and text of each, decoded. */
async function decoded(folder) {
  const { default: PostalMime } = await import('postal-mime');
  const mails = filesBelow(folder).map(async (name) => {
    const mail = await PostalMime.parse(readFileSync(join(folder, name)));
    return { what: name, text: JSON.stringify(mail) };
  });
  return Promise.all(mails);
}

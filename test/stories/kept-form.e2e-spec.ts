import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { consult } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

const WORDS = 'De trainer stuurde weer berichten.\nWat zeg ik tegen de ouders?';

describe('a session that ends while she types', () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    ({ body: { id } } = await (await world.signIn('club-gent')).post('/consults', consult()).expect(201));
  });
  afterAll(() => world?.stop());

  const page = () => `/club/consulten/${id}`;
  const messages = async () => (await world.query('select count(*)::int as n from messages'))[0].n;
  const sessionsEnd = () => world.query("update sessions set last_seen_at = now() - interval '3 hours'");
  const credentials = (name: string) => ({ email: demoEmail(name), password: DEMO_PASSWORD });

  /** Her reply, sent when her session had ended. */
  const tooLate = async () => {
    const griet = await Reader.signIn(world.url, 'club-gent');
    await griet.open(page());
    await sessionsEnd();
    return griet.send({ text: WORDS, gevaar: 'nee' }, `${page()}/berichten`);
  };

  it('travels sealed: the page that asks to sign in again holds no field of it in clear', async () => {
    const griet = await tooLate();
    const { fields } = griet.form();
    expect(Object.keys(fields).sort()).toEqual(['bewijs', 'email', 'password']);
    expect(String(fields.bewijs)).not.toContain('trainer');
  });

  it('gives back what she typed, and sends it only when she says so again', async () => {
    const before = await messages();
    const griet = await tooLate();
    expect(griet.status).toBe(401);
    expect(griet.text).toContain('Je was afgemeld. Wat je typte, staat hieronder nog: kopieer het of meld je aan en verstuur opnieuw.');
    expect(griet.html).toMatch(/<textarea[^>]*readonly>De trainer stuurde weer berichten\./);
    expect(griet.html).not.toContain('readonly>nee');

    await griet.send({ email: demoEmail('club-gent'), password: 'verkeerd' });
    expect(griet.status).toBe(401);
    expect(griet.errors).toEqual(['Dit e-mailadres en wachtwoord horen niet bij elkaar.']);
    expect(griet.html).not.toContain('verkeerd');

    await griet.send(credentials('club-gent'));
    expect(griet.status).toBe(200);
    expect(griet.text).toContain('Ga verder met wat je typte');
    expect(griet.text).toContain('Wat zeg ik tegen de ouders?');
    expect(await messages()).toBe(before);

    await griet.send({});
    expect(griet.path).toBe(`${page()}?klaar=bericht`);
    expect(griet.text).toContain('Wat zeg ik tegen de ouders?');
    expect(await messages()).toBe(before + 1);
  });

  it('shows it to nobody who signs in with another account', async () => {
    for (const other of ['club-gent-2', '1712-ovl']) {
      const reader = await tooLate();
      await reader.send(credentials(other));
      expect(reader.status).toBe(200);
      expect(reader.html).not.toContain('De trainer stuurde');
      expect(reader.path).toBe(other === '1712-ovl' ? '/desk' : '/club');
    }
  });

  it('comes back of what is her own as well, whatever her role', async () => {
    const fatima = await Reader.signIn(world.url, 'federatie');
    await fatima.open('/account/nieuwe-toegang');
    await sessionsEnd();
    await fatima.send({ email: 'Wie.Kan@niet.binnen.test' }, '/account/nieuwe-toegang');
    await fatima.send(credentials('federatie'));
    expect(fatima.text).toContain('Wie.Kan@niet.binnen.test');
    await fatima.send({});
    expect(fatima.errors).toEqual(['Voor dit adres kan je dit niet vragen.']);
  });

  it('loses nothing either when her page is of an older session', async () => {
    const griet = await Reader.signIn(world.url, 'club-gent');
    await griet.open(page());
    const { action, fields } = griet.form(`${page()}/berichten`);
    await griet.open('/club');
    await griet.post(action, { ...fields, _csrf: 'of another session', text: WORDS });
    expect(griet.status).toBe(403);
    expect(griet.text).toContain('Wat zeg ik tegen de ouders?');
    await griet.send({});
    expect(griet.path).toBe(`${page()}?klaar=bericht`);
  });

  it('a form that another site sends is not given back', async () => {
    const griet = await Reader.signIn(world.url, 'club-gent');
    const { status, text } = await fetch(`${world.url}${page()}/berichten`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ text: WORDS }),
    }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
    expect([status, text.includes('De trainer')]).toEqual([403, false]);
    expect(griet.status).toBe(200);
  });

  it('goes on nowhere but where the form was going: the ticket is ours', async () => {
    const griet = await tooLate();
    const { action, fields } = griet.form();
    await griet.post(action, { ...fields, ...credentials('club-gent'), bewijs: `${String(fields.bewijs).slice(0, -4)}AAAA` });
    expect(griet.path).toBe('/club');
  });

  it('says that one is signed out after signing out', async () => {
    const griet = await Reader.signIn(world.url, 'club-gent');
    const token = /name="_csrf" value="([^"]+)"/.exec(griet.html)![1]!;
    await griet.post('/afmelden', { _csrf: token });
    expect(griet.path).toBe('/aanmelden?klaar=afgemeld');
    expect(griet.text).toContain('Je bent afgemeld.');
    expect(griet.text).toContain('Wachtwoord vergeten? Vraag het aan wie je toegang gaf.');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import request from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { Reader } from '../support/reader.js';
import { refused } from '../support/refusals.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const STALE = `update sessions set data = jsonb_set(data, '{begun,secondFactorAt}', to_jsonb(now() - interval '11 minutes'))`;
const REASON = 'Het parket vroeg om dit te bewaren.';

describe('what is one’s own', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ worker: false });
  });
  afterAll(() => world?.stop());

  const isOpen = async (cookie: string) => (await request(world.url).get('/api/v1/session').set('cookie', cookie)).status === 200;

  describe('where she is signed in', () => {
    it('is a list that knows this session from others, and a shared device ends after five minutes', async () => {
      const griet = await world.signIn('club-gent');
      await request(world.url).post('/aanmelden').set('user-agent', 'Mozilla/5.0 (Linux; Android 15) Mobile').type('form')
        .send({ email: demoEmail('club-gent'), password: DEMO_PASSWORD, gedeeld: 'ja' }).expect(303);
      const { items } = (await griet.get('/me/sessions').expect(200)).body;
      expect(items.map(({ current, device, shared }: Record<string, unknown>) => [current, device, shared])).toEqual([
        [false, 'phone', true],
        [true, 'program', false],
      ]);
      const lasts = items.map(({ lastSeenAt, endsAt }: Record<string, string>) => Math.round((Date.parse(endsAt!) - Date.parse(lastSeenAt!)) / 60_000));
      expect(lasts).toEqual([5, 30]);
    });

    it('one or all others are ended at once; of somebody else none', async () => {
      const [here, there, elsewhere] = await Promise.all([world.signIn('club-halle'), world.signIn('club-halle'), world.signIn('club-halle')]);
      const other = await world.signIn('club-hasselt');
      const { items } = (await other.get('/me/sessions').expect(200)).body;
      await here!.delete(`/me/sessions/${items[0].id}`).expect(refused(404, 'not-found'));
      const mine = (await there!.get('/me/sessions').expect(200)).body.items.find(({ current }: { current: boolean }) => current);
      await here!.delete(`/me/sessions/${mine.id}`).expect(204);
      expect([await isOpen(here!.cookie), await isOpen(there!.cookie), await isOpen(elsewhere!.cookie), await isOpen(other.cookie)]).toEqual([true, false, true, true]);
      await here!.delete('/me/sessions').expect(204);
      expect([await isOpen(here!.cookie), await isOpen(elsewhere!.cookie)]).toEqual([true, false]);
    });
  });

  describe('before what takes much along', () => {
    it('the second factor, or in a demo the password, is asked once more when it was shown too long ago', async () => {
      const people: Record<string, Visitor> = {};
      for (const name of ['club-gent', 'admin', 'privacy']) people[name] = await world.signIn(name);
      await people.admin!.get('/organisations/export?format=csv').expect(200);
      await world.query(STALE);
      await people['club-gent']!.get('/me/export').expect(refused(403, 'step-up-required'));
      await people.admin!.get('/organisations/export?format=csv').expect(refused(403, 'step-up-required'));
      await people.admin!.put('/reference-data/routing/confirmation').expect(refused(403, 'step-up-required'));
      await people.privacy!.post('/legal-holds', { reference: 'XXXX-XXXX', reason: REASON, endsOn: '2030-01-01' }).expect(refused(403, 'step-up-required'));
      await people['club-gent']!.put('/session/confirmation', { password: 'verkeerd' }).expect(refused(400, 'invalid', { password: 'wrong' }));
      await people['club-gent']!.put('/session/confirmation', { code: '123456' }).expect(refused(400, 'invalid', { password: 'required' }));
      await people['club-gent']!.put('/session/confirmation', { password: DEMO_PASSWORD }).expect(204);
      await people['club-gent']!.get('/me/export').expect(200);
    });

    it('a page leads there and back, and loses nothing that was typed', async () => {
      const pieter = await Reader.signIn(world.url, 'privacy');
      await pieter.open('/privacy/bewaringen/nieuw');
      await world.query(STALE);
      await pieter.send({ reference: 'XXXX-XXXX', reason: REASON, endsOn: '2030-01-01' });
      expect(pieter.status).toBe(403);
      expect(pieter.form().fields.bewijs).not.toContain('parket');
      await pieter.send({});
      await pieter.send({ password: 'verkeerd' });
      expect(pieter.errors).toEqual(['Dit klopt niet. Probeer opnieuw.']);
      await pieter.send({ password: DEMO_PASSWORD });
      expect(pieter.text).toContain(REASON);
      await pieter.send({});
      // Sent again, and looked at: there is no such reference.
      expect([pieter.path, pieter.text.includes(REASON) || pieter.html.includes(REASON)]).toEqual(['/privacy/bewaringen/nieuw', true]);
      await world.query(STALE);
      await pieter.open('/privacy/bewaringen/nieuw');
      expect(pieter.title).toContain('Bevestig dat jij het bent');
      await pieter.send({ password: DEMO_PASSWORD });
      expect(pieter.path).toBe('/privacy/bewaringen/nieuw');
      await world.query(STALE);
      await pieter.open('/account/bevestigen?naar=//evil.example');
      await pieter.send({ password: DEMO_PASSWORD });
      expect(pieter.path).toBe('/privacy');
    });
  });

  describe('on its page', () => {
    it('everybody finds their ways in, sessions, mail, roles, and what they may do', async () => {
      for (const name of ['club-gent', 'federatie', '1712-ovl', '1712-ovl-vrijwilliger', '1712-ovl-lead', 'coordinator', 'admin', 'privacy']) {
        const reader = await Reader.signIn(world.url, name);
        expect(reader.html).toContain('href="/account"');
        await reader.open('/account');
        expect([name, reader.status]).toEqual([name, 200]);
        for (const words of ['Wachtwoord', 'Dit toestel, nu', 'Wanneer wil je mail?', 'Wat je mag als']) expect(reader.text).toContain(words);
        expect(reader.text).not.toMatch(/consult\.|organisation\.|escalation\./);
      }
    });

    it('a password, an app and printed codes are set without a script', async () => {
      const hans = await Reader.signIn(world.url, 'club-halle');
      await hans.open('/account/instellen');
      await hans.send({ password: 'wachtwoordwachtwoord' }, '/account/instellen/wachtwoord');
      expect(hans.errors).toEqual([expect.stringContaining('makkelijk te raden')]);
      await hans.send({ password: 'vijf groene fietsen zwemmen' }, '/account/instellen/wachtwoord');
      expect(hans.text).toContain('Je wachtwoord is bewaard.');
      await hans.send({}, '/account/instellen/app');
      expect(hans.html).toContain('data:image/svg+xml;base64,');
      const secret = /in je app: <strong>([A-Z2-7 ]+)<\/strong>/.exec(hans.html)![1]!.replaceAll(' ', '');
      await hans.send({ code: '000000' });
      expect(hans.errors).toHaveLength(1);
      const epoch = Math.floor(Date.now() / 1000);
      await hans.send({ code: generateSync({ secret, epoch: epoch - 30 }) });
      expect(hans.text).toContain('Je app werkt.');
      await hans.send({}, '/account/instellen/herstelcodes');
      const codes = [...hans.html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code!);
      expect(codes).toHaveLength(10);
      await hans.send({ code: codes[9]! });
      expect(hans.text).toContain('Je hebt nog 10 codes');

      const again = new Reader(world.url);
      await again.open('/aanmelden');
      expect(again.text).toMatch(/Lukt aanmelden niet\? Bel 1712 \(maandag tot vrijdag van 9 tot 17 uur\)\. Gevaar: 112/);
      await again.send({ email: demoEmail('club-halle'), password: 'vijf groene fietsen zwemmen' });
      expect(again.path).toBe('/aanmelden/code');
      await again.send({ code: '000000' });
      expect(again.status).toBe(401);
      await again.send({ code: generateSync({ secret, epoch }) });
      expect(again.path).toBe('/club');

      const lost = new Reader(world.url);
      await lost.open('/aanmelden/herstelcode');
      await lost.send({ email: demoEmail('club-halle'), recoveryCode: codes[0]! });
      expect(lost.path).toBe('/account/instellen');
      expect(lost.text).toContain('Je stelt dit één keer in.');
      await lost.open('/club');
      expect(lost.path).toBe('/account/instellen');
      await again.open('/club');
      expect(again.path).toBe('/aanmelden');
    });
  });
});

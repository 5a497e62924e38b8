import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { DEMO_PASSWORD, demoEmail } from '../../src/features/seed/demo-people.js';
import { consult, highFacts } from '../support/builders.js';
import type { Visitor } from '../support/visitor.js';
import { World } from '../support/world.js';

const QUESTION = 'Een speelster voelt zich gekleineerd. Hoe begin ik daarover?';
const COME_BACK = 'bericht-dat-blijft-staan <b>';

/** A browser without JavaScript: it reads pages, and sends the forms that stand on them. */
class Browser {
  private readonly agent: ReturnType<typeof request.agent>;

  constructor(url: string) {
    this.agent = request.agent(url);
  }

  static async signIn(world: World, name: string): Promise<Browser> {
    const browser = new Browser(world.url);
    await browser.send('/aanmelden', { email: demoEmail(name), password: DEMO_PASSWORD }).expect(303);
    return browser;
  }

  get = (path: string) => this.agent.get(path);

  async page(path: string): Promise<string> {
    return (await this.get(path).expect(200)).text;
  }

  /** The form of `page` that goes to `action`, with its hidden fields and what is typed. */
  submit(page: string, action: string, typed: Record<string, string> = {}) {
    const form = page.split('<form').find((part) => part.includes(`action="${action}"`));
    if (!form) throw new Error(`no form to ${action}`);
    return this.send(action, { ...hiddenIn(form.split('</form>')[0]!), ...typed });
  }

  private send = (action: string, fields: Record<string, string>) => this.agent.post(action).type('form').redirects(0).send(fields);
}

const hiddenIn = (form: string): Record<string, string> =>
  Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));

const next = (response: Response): string => {
  expect([response.status, response.text.slice(0, 200)]).toEqual([303, expect.anything()]);
  return response.headers.location!;
};

describe('the pages of the team and its managers', () => {
  let world: World;
  let contact: Visitor;
  let counsellor: Browser;
  const ask = async (more = {}): Promise<{ id: string; reference: string; page: string }> => {
    const { body } = await contact.post('/consults', consult(more)).expect(201);
    return { id: body.id, reference: body.reference, page: `/desk/consulten/${body.id}` };
  };

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    contact = await world.signIn('club-gent');
    counsellor = await Browser.signIn(world, '1712-ovl');
  });
  afterAll(() => world?.stop());

  describe('the desk', () => {
    it('claims from the list, asks for information, reads the reply and answers', async () => {
      const { id, reference, page } = await ask();
      const list = await counsellor.page('/desk');
      expect(list).toContain(reference);
      expect(list).not.toContain('gekleineerd');

      const claimed = next(await counsellor.submit(list, `${page}/opnemen`));
      let shown = await counsellor.page(claimed);
      expect(shown).toContain('Dit consult is nu bij jou.');
      expect(shown).toContain(QUESTION);
      expect(shown).toContain('club-API, regio Oost-Vlaanderen');
      expect(shown).not.toContain('Griet');

      await counsellor.submit(shown, `${page}/berichten`, { kind: 'information-request', text: 'Hoe oud is ze?' }).expect(303);
      shown = await counsellor.page(page);
      expect(shown).toContain('Wacht op de contactpersoon');

      await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Ze is negentien.' }).expect(201);
      expect(await counsellor.page('/desk?toon=mij')).toContain('1 ongelezen');
      shown = await counsellor.page(page);
      expect(shown).toContain('Ze is negentien.');
      await counsellor.submit(shown, `${page}/berichten`, { kind: 'answer', text: 'Vraag wat zij zelf wil.' }).expect(303);

      const { body } = await contact.get(`/consults/${id}`).expect(200);
      expect(body.status).toBe('answered');
    });

    it('the second who claims reads who was first, and 409', async () => {
      const { page } = await ask();
      const colleague = await Browser.signIn(world, '1712-ovl-2');
      const both = await colleague.page('/desk');
      await counsellor.submit(await counsellor.page('/desk'), `${page}/opnemen`).expect(303);
      const lost = await colleague.submit(both, `${page}/opnemen`).expect(409);
      expect(lost.text).toContain('Olga (1712) was je voor');
      expect(lost.text).toContain(QUESTION);
    });

    it('what was typed stays when something is missing, and when somebody else was first', async () => {
      const { id, page } = await ask();
      await counsellor.submit(await counsellor.page('/desk'), `${page}/opnemen`).expect(303);
      const shown = await counsellor.page(page);

      const noKind = await counsellor.submit(shown, `${page}/berichten`, { text: COME_BACK }).expect(400);
      expect(noKind.text).toContain('Kies wat je verstuurt.');
      expect(noKind.text).toContain('bericht-dat-blijft-staan &lt;b&gt;');
      const empty = await counsellor.submit(shown, `${page}/berichten`, { kind: 'answer', text: '  ' }).expect(400);
      expect(empty.text).toContain('href="#text"');
      await counsellor.submit(shown, `${page}/berichten`, { kind: 'nonsense', text: COME_BACK }).expect(400);

      await contact.post(`/consults/${id}/messages`, { kind: 'message', text: 'Nog iets erbij.' }).expect(201);
      const stale = await counsellor.submit(shown, `${page}/berichten`, { kind: 'answer', text: COME_BACK }).expect(412);
      expect(stale.text).toContain('Intussen gebeurde er iets');
      expect(stale.text).toContain('Nog iets erbij.');
      expect(stale.text).toContain('bericht-dat-blijft-staan &lt;b&gt;');
      // The page that came back has the newest version: sending again succeeds.
      const sent = next(await counsellor.submit(stale.text, `${page}/berichten`, { kind: 'answer', text: COME_BACK }));
      expect(await counsellor.page(sent)).toContain('Je antwoord is verstuurd.');
    });

    it('what was typed stays when the consult was given back meanwhile, and there is no form for it any more', async () => {
      const { id, page } = await ask();
      await counsellor.submit(await counsellor.page('/desk'), `${page}/opnemen`).expect(303);
      const shown = await counsellor.page(page);
      const lead = await world.signIn('1712-ovl-lead');
      await lead.delete(`/consults/${id}/assignment`).expect(200);
      for (const [path, typed] of [
        ['berichten', { kind: 'answer', text: COME_BACK }],
        ['afspraken', { agreed: COME_BACK, dueOn: '2099-01-01', owner: 'contact' }],
      ] as const) {
        const refused = await counsellor.submit(shown, `${page}/${path}`, typed);
        expect([path, [409, 412].includes(refused.status)]).toEqual([path, true]);
        expect(refused.text).toContain('Je tekst, om te kopiëren');
        expect(refused.text).toContain('bericht-dat-blijft-staan &lt;b&gt;');
      }
    });

    it('a double click sends once', async () => {
      const { id, page } = await ask();
      await counsellor.submit(await counsellor.page('/desk'), `${page}/opnemen`).expect(303);
      const shown = await counsellor.page(page);
      const typed = { kind: 'message', text: 'Ik lees het nu.' };
      await counsellor.submit(shown, `${page}/berichten`, typed).expect(303);
      await counsellor.submit(shown, `${page}/berichten`, typed).expect(303);
      const { body } = await contact.get(`/consults/${id}/messages`).expect(200);
      expect(body.items).toHaveLength(1);
    });

    it('notes stay inside, agreements are kept, and it closes and opens again', async () => {
      const { id, page } = await ask();
      await counsellor.submit(await counsellor.page('/desk'), `${page}/opnemen`).expect(303);
      let shown = await counsellor.page(page);
      await counsellor.submit(shown, `${page}/nota`, { note: 'Overlegd met Lotte.' }).expect(303);
      shown = await counsellor.page(page);
      expect(shown).toContain('kb-bubble--internal-note');
      expect((await contact.get(`/consults/${id}/messages`)).body.items).toEqual([]);

      const past = await counsellor
        .submit(shown, `${page}/afspraken`, { agreed: 'Nog eens bellen', dueOn: '2026-10-01', owner: 'assignee' })
        .expect(422);
      expect(past.text).toContain('Nog eens bellen');
      await counsellor.submit(shown, `${page}/afspraken`, { agreed: 'Bellen', dueOn: '2026-10-20', owner: 'assignee' }).expect(303);
      shown = await counsellor.page(page);
      const finish = shown.match(/action="([^"]*\/afronden)"/)![1]!;
      const field = shown.match(/name="(outcome-[^"]*)"/)![1]!;
      await counsellor.submit(shown, finish, { [field]: 'Gebeld.' }).expect(303);

      await counsellor.submit(await counsellor.page(page), `${page}/berichten`, { kind: 'answer', text: 'Luister.' }).expect(303);
      shown = await counsellor.page(page);
      await counsellor.submit(shown, `${page}/afsluiten`).expect(400);
      await counsellor.submit(shown, `${page}/afsluiten`, { outcome: 'resolved' }).expect(303);
      expect(await counsellor.page('/desk?toon=afgesloten')).toContain(page);
      await counsellor.submit(await counsellor.page(page), `${page}/heropenen`).expect(303);
      expect(await counsellor.page('/desk?toon=mij')).toContain(page);
    });

    it('gives it to a colleague, and what burns stands on top', async () => {
      const { page } = await ask();
      const urgent = await ask({ facts: highFacts() });
      const list = await counsellor.page('/desk');
      expect(list.indexOf(urgent.page)).toBeLessThan(list.indexOf(page));
      expect(await counsellor.page('/desk?toon=nieuw&dringend=hoog')).not.toContain(page);
      await counsellor.submit(list, `${page}/opnemen`).expect(303);
      const shown = await counsellor.page(page);
      const [, omar] = shown.match(/<option value="([^"]+)">Omar/)!;
      await counsellor.submit(shown, `${page}/toewijzen`, { accountId: omar! }).expect(303);
      expect(await counsellor.page(page)).toContain('Bij Omar (1712)');
    });

    it('pages through the whole list, each once', async () => {
      await Promise.all(Array.from({ length: 27 }, () => ask()));
      const [seen, pages] = [[] as string[], 0];
      let more: string | undefined = '/desk?toon=open';
      for (let count = pages; more && count < 5; count += 1) {
        const page: string = await counsellor.page(more);
        seen.push(...[...page.matchAll(/href="(\/desk\/consulten\/[^"]+)"/g)].map(([, href]) => href!));
        more = page.match(/href="([^"]+)" rel="next"/)?.[1]?.replaceAll('&amp;', '&');
      }
      const [{ open }] = await world.query(
        `select count(*)::int as open from consults where team_code = '1712-oost-vlaanderen'
           and status in ('submitted', 'in-progress', 'waiting-for-contact', 'answered')`,
      );
      expect(seen).toHaveLength(open);
      expect(new Set(seen).size).toBe(open);
      await counsellor.get('/desk?cursor=nonsense').expect(400);
    });

    it('is nobody else’s', async () => {
      const { page } = await ask();
      const elsewhere = await Browser.signIn(world, '1712-lim');
      await elsewhere.get(page).expect(404);
      const asker = await Browser.signIn(world, 'club-gent');
      await asker.get('/desk').expect(403);
      await asker.get(page).expect(403);
      await new Browser(world.url).get('/desk').expect(303).expect('location', '/aanmelden');
    });
  });

  it('a volunteer claims a normal consult, writes a note, gives it back, and gets no urgent one', async () => {
    const normal = await ask();
    const high = await ask({ facts: highFacts() });
    const volunteer = await Browser.signIn(world, '1712-ovl-vrijwilliger');
    const own = `/vrijwilliger/consulten/${normal.id}`;
    const urgent = `/vrijwilliger/consulten/${high.id}`;
    expect(await volunteer.page(own)).not.toContain(QUESTION);

    const before = await volunteer.page(urgent);
    expect(before).not.toContain(`${urgent}/opnemen`);
    await volunteer.submit(before.replace('/afmelden', `${urgent}/opnemen`), `${urgent}/opnemen`).expect(403);

    const claimed = next(await volunteer.submit(await volunteer.page(own), `${own}/opnemen`));
    const shown = await volunteer.page(claimed);
    expect(shown).toContain(QUESTION);
    expect(shown).not.toContain('/berichten');
    await volunteer.submit(shown, `${own}/nota`, { note: '' }).expect(400);
    await volunteer.submit(shown, `${own}/nota`, { note: 'Ik zou eerst luisteren.' }).expect(303);
    await volunteer.submit(await volunteer.page(own), `${own}/teruggeven`).expect(303);
    expect(await volunteer.page(own)).not.toContain(QUESTION);
  });

  it('the coordinator sees where everything stands and no word of it, and gives back', async () => {
    const { id, reference, page } = await ask();
    await counsellor.submit(await counsellor.page(page), `${page}/opnemen`).expect(303);
    const coordinator = await Browser.signIn(world, 'coordinator');
    const own = `/coordinatie/consulten/${id}`;
    await world.setClock('2026-10-16T10:00:00+02:00');
    expect(await coordinator.page('/coordinatie')).toMatch(/te laat/i);
    const shown = await coordinator.page(own);
    expect(shown).toContain(reference);
    expect(shown).toContain('1712 Oost-Vlaanderen');
    expect(shown).not.toContain('gekleineerd');
    expect(shown).not.toContain('Psychisch');
    await coordinator.submit(shown, `${own}/teruggeven`).expect(303);
    expect(await coordinator.page(own)).toContain('Wacht op iemand');
    await coordinator.get(page).expect(403);
    await world.setClock('2026-10-13T10:00:00+02:00');
  });

  it('an administrator sees what did not leave, the data and the teams, and no consult', async () => {
    const admin = await Browser.signIn(world, 'admin');
    const { id, reference } = await ask();
    const [{ id: dead }] = await world.query(
      `update outbox set dead_at = now(), last_error = 'EENVELOPE', attempts = 12
       where id = (select id from outbox order by id limit 1) returning id`,
    );
    const letters = await admin.page('/beheer/niet-vertrokken');
    expect(letters).toContain('EENVELOPE');
    expect(letters).not.toContain(reference);
    const sent = next(await admin.submit(letters, `/beheer/niet-vertrokken/${dead}/opnieuw`));
    expect(await admin.page(sent)).not.toContain(dead);

    expect(await admin.page('/beheer')).toContain('nog niet bevestigd');
    expect(await admin.page('/beheer/gegevens')).toContain('Openingsuren');
    expect(await admin.page('/beheer/teams')).toContain('1712 Oost-Vlaanderen');
    for (const path of [`/desk/consulten/${id}`, `/coordinatie/consulten/${id}`, '/desk', '/coordinatie', '/privacy']) {
      await admin.get(path).expect(403);
    }
  });

  it('the privacy officer reads who did what, by ids, page by page; nobody else does', async () => {
    const officer = await Browser.signIn(world, 'privacy');
    const first = await officer.page('/privacy/logboek');
    expect(first).toContain('Consult verstuurd');
    expect(first).not.toContain('Olga');
    const [, more] = first.match(/href="([^"]+)" rel="next"/)!;
    expect(await officer.page(more!.replaceAll('&amp;', '&'))).toContain('Terug naar het begin');
    const rest = await world.signIn('privacy');
    const { body } = await rest.get('/audit-events?limit=2').expect(200);
    expect(body.items).toHaveLength(2);
    expect(Object.keys(body.items[0]).sort()).toEqual(['accountId', 'action', 'at', 'id', 'mandateId', 'record', 'result']);
    await (await world.signIn('admin')).get('/audit-events').expect(403);
    await contact.get('/audit-events').expect(403);
  });
});

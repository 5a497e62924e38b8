import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consult, highFacts } from '../support/builders.js';
import { Reader } from '../support/reader.js';
import { World } from '../support/world.js';

describe('the lists of a team and of the coordination', () => {
  let world: World;
  let acute: string;
  let normal: string;

  beforeAll(async () => {
    world = await World.start({ worker: false });
    await world.setClock('2026-10-13T10:00:00+02:00');
    const contact = await world.signIn('club-gent');
    const ask = async (more = {}) => (await contact.post('/consults', consult(more)).expect(201)).body.id as string;
    acute = await ask({ facts: highFacts({ danger: 'acute' }) });
    normal = await ask();
  });
  afterAll(() => world?.stop());

  const rowOf = (reader: Reader, id: string, row: string): string => reader.html.split(row).find((part) => part.includes(id))!.split(/<\/(?:li|tr)>/, 1)[0]!;

  it('each urgency says how many there are on this shelf', async () => {
    const desk = await Reader.signIn(world.url, '1712-ovl');
    for (const [shelf, which] of [['nieuw', `status = 'submitted'`], ['open', 'true']] as const) {
      await desk.open(`/desk?toon=${shelf}&dringend=acuut`);
      const shown = Object.fromEntries(
        [...desk.html.matchAll(/dringend=(\w+)"[^>]*>[^<]*<span class="kb-tabs__count">(\d+)/g)].map(([, name, count]) => [name, Number(count)]),
      );
      const [counted] = await world.query(
        `select count(*) filter (where urgency = 'acute')::int as acuut, count(*) filter (where urgency = 'high')::int as hoog,
           count(*) filter (where urgency = 'normal')::int as gewoon, count(*) filter (where urgency = 'low')::int as laag
         from consults where team_code = '1712-oost-vlaanderen' and status not in ('draft', 'closed', 'withdrawn') and ${which}`,
      );
      expect([shelf, shown]).toEqual([shelf, counted]);
    }
    expect((await desk.open('/desk?toon=afgesloten')).html).not.toMatch(/dringend=\w+"[^>]*>[^<]*<span class="kb-tabs__count">/);
  });

  it('what burns has the heavier button, and says its urgency in words', async () => {
    const desk = await Reader.signIn(world.url, '1712-ovl');
    await desk.open('/desk');
    expect(rowOf(desk, acute, '<li class="kb-row')).not.toContain('govuk-button--secondary');
    expect(rowOf(desk, normal, '<li class="kb-row')).toContain('govuk-button--secondary');
    expect(desk.text).toContain('Dringendheid: acuut');
  });

  it('an acute one that waits too long gives the coordination the team’s phone, and no other does', async () => {
    const coordinator = await Reader.signIn(world.url, 'coordinator');
    await coordinator.open('/coordinatie');
    expect(rowOf(coordinator, acute, '<tr role="row"')).toContain('kb-table__row--acute');
    expect(rowOf(coordinator, acute, '<tr role="row"')).not.toContain('tel:');

    await world.setClock('2026-10-16T10:00:00+02:00');
    await coordinator.open('/coordinatie');
    const late = rowOf(coordinator, acute, '<tr role="row"');
    expect(late).toContain('kb-table__row--late');
    expect(late).toMatch(/href="tel:1712">Bel 1712/);
    expect(rowOf(coordinator, normal, '<tr role="row"')).not.toContain('tel:');

    await (await world.signIn('1712-ovl')).put(`/consults/${acute}/assignment`).expect(200);
    await coordinator.open('/coordinatie');
    expect(rowOf(coordinator, acute, '<tr role="row"')).not.toContain('tel:');
  });

  it('an administrator finds the teams by kind, and reads when they open as one says it', async () => {
    await world.setClock('2026-10-13T07:30:00+02:00');
    const admin = await Reader.signIn(world.url, 'admin');
    await admin.open('/beheer/teams');
    expect([...admin.html.matchAll(/<h2[^>]*>([^<]+)<\/h2>/g)].map(([, name]) => name)).toEqual([
      '1712',
      'Vertrouwenscentra Kindermishandeling',
      'CAW',
      'Coördinatie van 1712',
    ]);
    expect(admin.text).toContain('Gesloten, opent vandaag om 9.00 uur');
  });
});

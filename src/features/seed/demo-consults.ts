import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { Facts } from '../../domain/vocabulary.js';
import { People } from '../../platform/auth/people.js';
import { Clock, ZONE } from '../../platform/clock/clock.js';
import type { Person } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import { AskConsult } from '../consults/ask-consult.js';
import { AssignConsult } from '../consults/assign-consult.js';
import { ConsultQueries } from '../consults/consult-queries.js';
import { EndConsult } from '../consults/end-consult.js';
import { WriteMessage } from '../consults/write-message.js';
import { FollowUps } from '../follow-ups/follow-ups.js';
import { demoEmail } from './demo-people.js';

const ADULTS: Facts = { kind: 'incident', behaviours: ['psychological'], victims: [{ ageBand: '18-25' }], minorsAtRiskNow: 'no', danger: 'no' };
const CHILDREN: Facts = { kind: 'incident', behaviours: ['bullying', 'online'], victims: [{ ageBand: '12-15' }], minorsAtRiskNow: 'no', danger: 'no' };
const POLICY: Facts = { kind: 'policy', behaviours: ['physical'], victims: [{ ageBand: '6-11' }], minorsAtRiskNow: 'no', danger: 'no' };

/** A consult in every state, so that no page of the demo is empty. Played through the real commands, in the days before. */
@Injectable()
export class DemoConsults {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly asking: AskConsult,
    private readonly assigning: AssignConsult,
    private readonly writing: WriteMessage,
    private readonly ending: EndConsult,
    private readonly queries: ConsultQueries,
    private readonly followUps: FollowUps,
  ) {}

  async seed(): Promise<void> {
    const [gent, hasselt, federation, ovl, lim, vk] = await Promise.all(
      ['club-gent', 'club-hasselt', 'federatie', '1712-ovl', '1712-lim', 'vk-ovl'].map((name) => this.person(name)),
    ) as [Person, Person, Person, Person, Person, Person];

    const today = Temporal.Now.zonedDateTimeISO(ZONE).startOfDay();
    const at = (daysAgo: number, hour: number, work: () => Promise<unknown>) => this.at(today, daysAgo, hour, work);

    await at(4, 10, async () => {
      const closed = await this.asking.ask(gent, {
        facts: POLICY,
        question: 'Een ouder vraagt of een trainer turnsters mag vastnemen bij een salto. Hoe leggen we dit goed uit?',
      });
      await this.assigning.claim(ovl, closed);
      await this.answer(ovl, closed, 'Leg vooraf uit wat je doet en waarom, en laat het kind kiezen. Zet het in jullie afspraken.');
      await this.queries.messages(gent, closed);
      await this.ending.close(gent, closed, { outcome: 'resolved' });
    });
    await at(2, 14, async () => {
      const answered = await this.asking.ask(gent, {
        facts: CHILDREN,
        question: 'Spelers sluiten een ploegmaat uit in een groepschat. Hij wil stoppen. Welke stappen zet ik eerst?',
      });
      await this.assigning.claim(ovl, answered);
      await this.answer(ovl, answered, 'Praat eerst met hem alleen en vraag wat hij zelf wil. Daarna met de groep, zonder schuldigen te zoeken.');
      const dueOn = today.add({ days: 7 }).toPlainDate().toString();
      await this.followUps.add(ovl, answered, { dueOn, owner: 'contact', text: 'Hoe gaat het in de groep?' });
    });
    await at(2, 15, async () => {
      const waiting = await this.asking.ask(gent, {
        facts: ADULTS,
        question: 'Een speelster voelt zich gekleineerd door haar coach. Hoe begin ik daarover?',
      });
      await this.assigning.claim(ovl, waiting);
      await this.writing.write(ovl, waiting, { kind: 'information-request', text: 'Wil ze zelf dat je met de coach praat?' });
    });
    await at(1, 10, async () => {
      const busy = await this.asking.ask(hasselt, {
        facts: ADULTS,
        question: 'Twee bestuursleden roepen tegen elkaar waar jongeren bij zijn. Wat kan ik als contactpersoon doen?',
      });
      await this.assigning.claim(lim, busy);
      const federated = await this.asking.ask(federation, {
        facts: { ...CHILDREN, victims: [{ ageBand: '12-15', residencePostalCode: '9000' }] },
        question: 'Een club meldt pesterijen op kamp. Wat verwachten jullie van ons als federatie?',
      });
      await this.assigning.claim(vk, federated);
      const withdrawn = await this.asking.ask(gent, { facts: ADULTS, question: 'Deze vraag trek ik weer in.' });
      await this.ending.withdraw(gent, withdrawn, {});
    });
    await at(0, 0, async () => {
      await this.asking.ask(gent, {
        facts: ADULTS,
        question: 'Een vrijwilliger krijgt kwetsende opmerkingen over haar gewicht. Hoe reageer ik goed?',
      });
      await this.asking.saveDraft(gent, { question: 'Ik twijfel nog of ik dit moet vragen.' });
    });
    await this.database.asSystem('seed', async (tx) => {
      await this.clock.run(tx);
      await tx.query('update outbox set done_at = now() where done_at is null');
    });
  }

  private answer = (team: Person, id: string, text: string) => this.writing.write(team, id, { kind: 'answer', text });

  /** The domain clock stands at that hour while it happens. `hour` 0 of today = now. */
  private async at(today: Temporal.ZonedDateTime, daysAgo: number, hour: number, work: () => Promise<unknown>): Promise<void> {
    const moment = daysAgo ? today.subtract({ days: daysAgo }).add({ hours: hour }).toInstant() : Temporal.Now.instant();
    await this.database.asSystem('seed', (tx) => this.clock.standAt(tx, moment));
    await work();
  }

  private async person(name: string): Promise<Person> {
    const account = await this.people.credentialsOf(demoEmail(name));
    const [person] = await this.people.mandatesOf(account!.id);
    return person!;
  }
}

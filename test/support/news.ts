import { DEMO_DOMAIN } from '../../src/features/seed/demo-people.js';
import type { World } from './world.js';

/**
 * What people were mailed since the last time somebody asked, and why: "1712-ovl: consult.submitted". The mail
 * itself does not say; its Message-ID leads to the delivery, and that to what happened. In the order of the names.
 */
export async function news(world: World): Promise<string[]> {
  await world.settled();
  const mails = world.mailbox.mails.splice(0);
  const rows = await world.query(
    `select d.id, o.event from deliveries d join outbox o on o.id = d.outbox_id where d.id = any($1::uuid[])`,
    [mails.map(({ messageId }) => messageId.slice(1).split('@')[0])],
  );
  const events = new Map(rows.map(({ id, event }: { id: string; event: string }) => [`<${id}@`, event]));
  return mails
    .map(({ to, messageId }) => `${to.replace(`@${DEMO_DOMAIN}`, '')}: ${events.get(messageId.slice(0, 38))}`.replace('reminder.', ''))
    .sort();
}

export const everyone = (people: readonly string[], event: string): string[] => people.map((who) => `${who}: ${event}`).sort();

export const TEAM = ['1712-ovl', '1712-ovl-2', '1712-ovl-lead', '1712-ovl-vrijwilliger'] as const;

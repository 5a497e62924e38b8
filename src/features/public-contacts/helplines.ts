import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { isOpen } from '../../domain/opening-hours.js';
import { answersAt } from '../../domain/service-hours.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Tx } from '../../platform/database/database.js';
import { ReferenceData } from '../reference-data/reference-data.js';
import type { ReferenceTables, Service } from '../reference-data/reference-tables.js';

export interface Helpline {
  code: string;
  name: string;
  for: string;
  phone: string | null;
  url: string | null;
  channel: string | null;
  /** Whether it answers now, by announced hours; null = unknown. */
  open: boolean | null;
}

/** Codes of signposts.json, in the order in which they are shown. */
const FOR_MINORS = ['nupraatikerover', 'awel', 'clbchat'];
const FOR_EVERYBODY = ['1712', '112', '101'];

export interface HelplinesNow {
  minors: Helpline[];
  everybody: Helpline[];
}

/** Helplines beside the contacts of clubs. In production a set that nobody confirmed is not published: then there are none. */
@Injectable()
export class Helplines {
  constructor(
    private readonly reference: ReferenceData,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async now(tx: Tx): Promise<HelplinesNow> {
    const tables = await this.reference.on(tx, tx.now);
    if (this.config.mode === 'production' && tables.unconfirmed.includes('signposts')) return { minors: [], everybody: [] };
    const those = (codes: string[]) =>
      codes.flatMap((code) => tables.services.get(code) ?? []).map((service) => helplineOf(service, openNow(service, tables, tx.now)));
    return { minors: those(FOR_MINORS), everybody: those(FOR_EVERYBODY) };
  }
}

/** 1712 by the hours of its points, which stand apart; others by what the signposts say. */
function openNow({ code, hours }: Service, tables: ReferenceTables, now: Temporal.Instant): boolean | null {
  if (code !== '1712') return answersAt(hours, now);
  const points = [...tables.teams.values()].filter(({ kind }) => kind === 'line1712');
  return points.some((team) => isOpen(tables.calendarOf(team.code), now, 'announced'));
}

const helplineOf = ({ code, name, for: purpose, phone, url, channel }: Service, open: boolean | null): Helpline => ({
  code,
  name,
  for: purpose,
  phone: phone ?? null,
  url: url ?? null,
  channel: channel ?? null,
  open,
});

import { organisationState, type OrganisationState } from '../../domain/organisations.js';
import type { OrganisationKind } from '../../domain/vocabulary.js';

export interface OrganisationRow {
  id: string;
  kind: OrganisationKind;
  name: string;
  postal_code: string | null;
  place: string | null;
  kbo: string | null;
  vcode: string | null;
  ended_on: string | null;
  merged_into: string | null;
  merged_name: string | null;
  version: number;
}

export interface OrganisationItem {
  id: string;
  kind: OrganisationKind;
  name: string;
  postalCode: string | null;
  place: string | null;
  /** Ten digits. */
  kbo: string | null;
  vCode: string | null;
  state: OrganisationState;
  endedOn: string | null;
  mergedInto: { id: string; name: string } | null;
  version: number;
}

export interface AffiliationView {
  federation: { id: string; name: string };
  validFrom: string;
  validTo: string | null;
  verifies: boolean;
}

export interface OrganisationView extends OrganisationItem {
  /** Names of what went into it. */
  formerNames: string[];
  /** Newest first; of a federation none. */
  affiliations: AffiliationView[];
  /** Valid mandates, which an end or a merger leaves as they are; affiliations that go on; of a federation the clubs that it verifies. */
  open: { mandates: number; affiliations: number; verifies: number };
  /** What who asks may do with it. */
  allowed: string[];
}

/** One organisation, or a list of them: `o`. */
export const ORGANISATIONS = `select o.id, o.kind, o.name, o.postal_code, o.place, o.kbo, o.vcode, o.ended_on::text as ended_on,
  o.merged_into, m.name as merged_name, o.version from organisations o left join organisations m on m.id = o.merged_into`;

export const itemOf = (row: OrganisationRow, today: string): OrganisationItem => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  postalCode: row.postal_code,
  place: row.place,
  kbo: row.kbo,
  vCode: row.vcode,
  state: organisationState({ endedOn: row.ended_on, mergedInto: row.merged_into }, today),
  endedOn: row.ended_on,
  mergedInto: row.merged_into === null ? null : { id: row.merged_into, name: row.merged_name! },
  version: row.version,
});

const CONTACT = `m.role in ('club-contact', 'federation-contact')`;

/** How many months an expired registration asks and reads as before (DATA): of the set in force on that day, else the first. */
const graceMonths = (day: string): string => `coalesce((select (s.content->>'expiredReadMonths')::int from reference_sets s
  where s.kind = 'registrations' order by s.valid_from <= ${day} desc, abs(s.valid_from - ${day}), s.created_at desc, s.id desc limit 1), 12)`;

/**
 * How a mandate `m` of an account `a` stands on a day (an expression of type date): 'active', 'expired', 'ended' or 'none'.
 * Twin of standingOf in domain/mandates.ts.
 */
export const standingSql = (day: string): string => `case
  when m.suspended_at is not null or a.suspended_at is not null or m.valid_from > ${day} or coalesce(m.ending_reason = 'for-cause', false) then 'none'
  when m.ended_on < ${day} then case when ${CONTACT} then 'ended' else 'none' end
  when m.valid_to is null or m.valid_to >= ${day} then 'active'
  when ${CONTACT} and (m.valid_to + make_interval(months => ${graceMonths(day)}))::date >= ${day} then 'expired'
  else 'none' end`;

/** Asks, reads and answers as one does who holds it: also in the months after it expired. */
export const inOfficeSql = (day: string): string => `(${standingSql(day)}) in ('active', 'expired')`;

/** A mandate `m` whose holder can sit on one of the two chairs of a registration, on a day; never who it is about. */
export const mayApproveSql = (registration: string, day: string): string => `exists (
  select 1 from registrations r left join teams rt on rt.organisation_id = r.organisation_id
  where r.id = ${registration} and r.account_id is distinct from m.account_id and (
    (m.organisation_id = r.organisation_id and m.role = case when r.role in ('club-contact', 'federation-contact') then r.role else 'team-lead' end)
    or (m.role = 'federation-contact' and r.role = 'club-contact' and exists (
      select 1 from affiliations f where f.club_id = r.organisation_id and f.federation_id = m.organisation_id and f.verifies
        and f.valid_from <= ${day} and (f.valid_to is null or f.valid_to >= ${day})))
    or (m.role = 'coordinator' and rt.kind = 'line1712' and r.role in ('counsellor', 'volunteer', 'team-lead'))
    or (m.role = 'admin' and r.role in ('federation-contact', 'team-lead', 'coordinator', 'admin', 'privacy-officer'))))`;

/**
 * The policy of domain 3 and 12 and the API's order of refusals, by hand: how somebody stands to a consult in some
 * state -> what each request answers. `ok` = done (200, 201, 204), `?` = not decided by the pages, so not asked.
 * Who stands in no relation to a consult gets 404 for everything.
 */
const TABLE = `
                       detail messages timeline proof follow-ups  claim assign release  message question answer note agree danger  close reopen withdraw  share unshare conflict  edit discard submit   keep destroy
draft
  its asker            ok     ok       ok       409   ok          403   403    403      409     403      403    403  409   409     409   409    409       409   409     ok        ok   ok      ok     ok   409

waiting
  its asker            ok     ok       ok       ok    ok          403   403    403      ok      403      403    403  409   ok      409   409    ok        ok    ok      ok        409  409     409     409  409
  reads along          ok     ok       ok       403   ok          403   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  counsellor           ok     ok       ok       403   ok          ok    ok     409      409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  lead                 ok     ok       ok       403   ok          ok    ok     409      409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  volunteer            ok     403      ok       403   403         ok    403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  coordinator          ok     403      ok       403   403         403   403    409      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403

waiting and high: as waiting, but
  volunteer            ok     403      ok       403   403         403   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403

waiting and hidden from the club: as waiting, but
  its asker            ok     ok       ok       ok    ok          403   403    403      ok      403      403    403  409   ok      409   409    ok        422   ok      ok        409  409     409     409  409

in progress
  its asker            ok     ok       ok       ok    ok          403   403    403      ok      403      403    403  ok    ok      409   409    ok        ok    ok      ok        409  409     409     409  409
  assignee             ok     ok       ok       403   ok          ok    ok     ok       ok      ok       ok     ok   ok    403     409   409    403       403   403     403       403  403     403     403  403
  counsellor           ok     ok       ok       403   ok          409   ok     409      409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  lead                 ok     ok       ok       403   ok          409   ok     ok       409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  volunteer            ok     403      ok       403   403         409   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  assigned volunteer   ok     ok       ok       403   ok          ok    403    ok       403     403      403    ok   403   403     403   403    403       403   403     403       403  403     403     403  403
  coordinator          ok     403      ok       403   403         403   403    ok       403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403

waiting for her
  its asker            ok     ok       ok       ok    ok          403   403    403      ok      403      403    403  ok    ok      409   409    ok        ok    ok      ok        409  409     409     409  409
  ended asker          ok     ok       ok       ok    ok          403   403    403      ok      403      403    403  403   ok      403   403    403       403   403     403       403  403     403     403  403
  assignee             ok     ok       ok       403   ok          ok    ok     ok       ok      409      409    ok   ok    403     409   409    403       403   403     403       403  403     403     403  403
  counsellor           ok     ok       ok       403   ok          409   ok     409      409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  lead                 ok     ok       ok       403   ok          409   ok     ok       409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  volunteer            ok     403      ok       403   403         409   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  coordinator          ok     403      ok       403   403         403   403    ok       403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403

answered
  its asker            ok     ok       ok       ok    ok          403   403    403      ok      403      403    403  ok    ok      ok    409    409       ok    ok      ok        409  409     409     409  409
  assignee             ok     ok       ok       403   ok          ok    ok     409      ok      409      409    ok   ok    403     ok    409    403       403   403     403       403  403     403     403  403
  counsellor           ok     ok       ok       403   ok          409   ok     409      409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  lead                 ok     ok       ok       403   ok          409   ok     409      409     409      409    ok   409   403     409   409    403       403   403     403       403  403     403     403  403
  volunteer            ok     403      ok       403   403         409   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  coordinator          ok     403      ok       403   403         403   403    409      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403

closed
  its asker            ok     ok       ok       ok    ok          403   403    403      409     403      403    403  409   409     409   ok     409       ok    ok      ok        409  409     409     ok   409
  assignee             ok     ok       ok       403   ok         409    409    409      409     409      409    409  409   403     409   ok     403       403   403     403       403  403     403     403  403
  counsellor           ok     ok       ok       403   ok          409   409    409      409     409      409    409  409   403     409   ok     403       403   403     403       403  403     403     403  403
  lead                 ok     ok       ok       403   ok          409   409    409      409     409      409    409  409   403     409   ok     403       403   403     403       403  403     403     403  403
  volunteer            ok     403      ok       403   403         409   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  coordinator          ok     403      ok       403   403         403   403    409      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403

withdrawn
  its asker            ok     ok       ok       ok    ok          403   403    403      409     403      403    403  409   409     409   409    409       409   409     ok        409  409     409     ok   409
  assignee             ok     403      ok       403   403        409    409    409      409     409      409    409  409   403     409   409    403       403   403     403       403  403     403     403  403
  counsellor           ok     403      ok       403   403         409   409    409      409     409      409    409  409   403     409   409    403       403   403     403       403  403     403     403  403
  lead                 ok     403      ok       403   403         409   409    409      409     409      409    409  409   403     409   409    403       403   403     403       403  403     403     403  403
  volunteer            ok     403      ok       403   403         409   403    403      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
  coordinator          ok     403      ok       403   403         403   403    409      403     403      403    403  403   403     403   403    403       403   403     403       403  403     403     403  403
`;

export const OPERATIONS = [
  'detail', 'messages', 'timeline', 'proof', 'follow-ups',
  'claim', 'assign', 'release',
  'message', 'question', 'answer', 'note', 'agree', 'danger',
  'close', 'reopen', 'withdraw',
  'share', 'unshare', 'conflict',
  'edit', 'discard', 'submit',
  'keep', 'destroy',
] as const;
export type Operation = (typeof OPERATIONS)[number];
export type Verdict = 'ok' | '?' | '403' | '404' | '409' | '422';
type Row = Record<Operation, Verdict>;

const POLICY = new Map<string, Map<string, Row>>();

function readTable(): void {
  const [head, ...lines] = TABLE.split('\n').filter((line) => line.trim());
  if (head!.trim().split(/\s+/).join() !== OPERATIONS.join()) throw new Error('the columns are not the operations');
  let rows = new Map<string, Row>();
  for (const line of lines) {
    if (!line.startsWith(' ')) {
      const [state, base] = line.replace(', but', '').split(': as ');
      rows = new Map(base ? POLICY.get(base) : []);
      POLICY.set(state!, rows);
      continue;
    }
    const cells = line.slice(23).trim().split(/\s+/) as Verdict[];
    if (cells.length !== OPERATIONS.length) throw new Error(`not every operation has a verdict: ${line}`);
    rows.set(line.slice(0, 23).trim(), Object.fromEntries(OPERATIONS.map((operation, i) => [operation, cells[i]])) as Row);
  }
}
readTable();

/** What the table says. @throws when it says nothing of such a state or relation */
export function policyFor(state: string, relation: string): Row {
  const row = POLICY.get(state)?.get(relation);
  if (!row) throw new Error(`the table has no row for ${relation} of a consult that is ${state}`);
  return row;
}

import type { Querying } from '../clock/clock.js';

/** The parts of this month and the next two, as their owner makes them. A month that is late does not lose a row: the default part takes it. */
export const makeMonthsAhead = (db: Querying): Promise<unknown> => db.query('select audit_partitions_ahead()');

import { Injectable } from '@nestjs/common';
import { ReferenceData } from '../../../features/reference-data/reference-data.js';
import { Database } from '../../../platform/database/database.js';

/** The trainings of the reference data, for a choice on a page. */
@Injectable()
export class TrainingChoice {
  constructor(
    private readonly database: Database,
    private readonly reference: ReferenceData,
  ) {}

  options(): Promise<{ value: string; text: string }[]> {
    return this.database.asSystem('registration', async (tx) => {
      const { trainings } = (await this.reference.on(tx, tx.now)).registrations;
      return trainings.map(({ code, name }) => ({ value: code, text: name }));
    });
  }
}

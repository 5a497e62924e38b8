import { errorCode, logger } from '../log.js';

/** `key-missing`, `key-disabled`: of one record. `kek-unknown`, `kek-replaced`: of the key file. */
export type VaultErrorCode = 'key-missing' | 'key-disabled' | 'kek-unknown' | 'kek-replaced';

export class VaultError extends Error {
  constructor(
    readonly code: VaultErrorCode,
    message: string = code,
  ) {
    super(message);
  }
}

/** Of a record that cannot be opened (any more), whatever else works. */
const isUnreadable = (error: unknown): boolean => error instanceof VaultError && (error.code === 'key-missing' || error.code === 'key-disabled');

/** @returns null for one that cannot be opened; the log says which. */
export const ifReadable = <T>(recordId: string, opening: Promise<T>): Promise<T | null> =>
  opening.catch((error: unknown) => {
    if (!isUnreadable(error)) throw error;
    logger.error({ record: recordId, code: errorCode(error) }, 'a record cannot be read');
    return null;
  });

export const isUnknownKek = (error: unknown): boolean => error instanceof VaultError && error.code === 'kek-unknown';

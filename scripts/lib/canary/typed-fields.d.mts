export const keptFields: readonly string[];
export const refusedFields: readonly string[];
export const registeredFields: readonly string[];
export const EMPTY_COLUMNS: Record<string, string>;

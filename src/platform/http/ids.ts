const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Any id that is no UUID exists as little as one that is unknown; ours are written in small letters, and bound as such. */
export const isUuid = (id: string): boolean => UUID.test(id);

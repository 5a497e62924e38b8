/** A setting that cannot be used. Its text names the key, never the value. */
export class ConfigError extends Error {}

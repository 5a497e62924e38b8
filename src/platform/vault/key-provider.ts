export const KEY_PROVIDER = Symbol('KeyProvider');

/** Who holds the key-encryption keys (KEKs) and works with them: a file, or later an HSM or a cloud's service. */
export interface KeyProvider {
  /** Id of the KEK that new data keys are wrapped by; no secret. */
  current(): Promise<string>;

  /** `aad` says what the key is for: it opens for nothing else. @throws VaultError `kek-unknown` */
  wrap(kekId: string, aad: string, key: Buffer): Promise<Buffer>;

  /** @throws VaultError `kek-unknown`; another error when what was wrapped is not what is given */
  unwrap(kekId: string, aad: string, wrapped: Buffer): Promise<Buffer>;
}

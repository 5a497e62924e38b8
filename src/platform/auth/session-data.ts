import type { FastifyRequest } from 'fastify';

export const WAYS_IN = ['password', 'totp', 'passkey', 'recovery', 'sso'] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** How a session began. */
export interface Begun {
  methods: WayIn[];
  /** When somebody last showed a second factor, or what stands for one; ISO. */
  secondFactorAt?: string;
  /** A device that others use too. */
  shared: boolean;
  /** What kind of device, in a word. */
  device: string;
}

/** What a session holds. */
export interface SessionData {
  passport?: { accountId: string };
  begun?: Begun;
  /** What a passkey is to sign. */
  challenge?: { challenge: string; until: number };
  /** Whose password was right a moment ago; nobody is signed in by it. */
  pending?: { accountId: string; shared: boolean; until: number };
  /** The mandate that is worn, once one was chosen. */
  mandateId?: string;
  /** Set on what came from the store: such a session is only ever updated, so that a late request cannot revive it. */
  stored?: boolean;
  /** From the store, at each request: its name in the list of one's sessions, and whether its account has its ways in. */
  sid?: string;
  enrolled?: boolean;
  /** From the store too: the account has something beside a password to show. */
  hasFactor?: boolean;
  /** From the store too: how long it may rest, and when it ends however often it is used. */
  idleMinutes?: number;
  endsAt?: string;
  /** Whose it was, once it has ended: nobody is signed in by it, but a form that came too late is given back to them only. */
  ended?: string;
  [key: string]: unknown;
}

export const sessionOf = (request: FastifyRequest): SessionData => (request.session ?? {}) as unknown as SessionData;

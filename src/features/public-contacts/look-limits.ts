import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LOOK_LIMITS, secondsUntilFree, stillCounting, type Look } from '../../domain/looks.js';
import { networkOf } from '../../platform/auth/networks.js';
import { Problem } from '../../platform/http/problem.js';

/** Beyond these, the network that came first is forgotten: memory has an end. */
const MOST_NETWORKS = 20_000;

/**
 * Counts looks per network, in this process and nowhere else: nothing of who looked is written down, in no table, log or backup.
 * The key of the HMAC goes with the process. Several web processes allow that many times as much.
 */
@Injectable()
export class LookLimits {
  private readonly key = randomBytes(32);
  private readonly looks = new Map<string, number[]>();

  /** Counts this one. @throws Problem 429 when there were too many */
  take(look: Look, ip: string, now = Date.now()): void {
    const subject = createHmac('sha256', this.key).update(`${look} ${networkOf(ip)}`).digest('base64');
    const limits = LOOK_LIMITS[look];
    const before = stillCounting(this.looks.get(subject) ?? [], now, limits);
    const seconds = secondsUntilFree(before, now, limits);
    if (seconds > 0) throw tooManyLooks(seconds);
    this.looks.delete(subject);
    this.looks.set(subject, [...before, now]);
    if (this.looks.size > MOST_NETWORKS) this.looks.delete(this.looks.keys().next().value!);
  }
}

const tooManyLooks = (seconds: number): Problem =>
  new Problem(
    429,
    'too-many-looks',
    `Vanaf jouw netwerk is hier heel vaak gezocht. Probeer het opnieuw ${whenAgain(seconds)}. Wil je nu praten? Bel 1712. ` +
      'Jonger dan 18? Bel Awel op 102 of chat op nupraatikerover.be. Gevaar? Bel 112.',
    {},
    { 'Retry-After': String(seconds) },
  );

function whenAgain(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `over ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'}`;
  return `over ${Math.ceil(minutes / 60)} uur`;
}

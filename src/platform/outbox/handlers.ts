import { Injectable, SetMetadata, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { AUDIENCE } from '../../domain/audience.js';
import { WORK_EVENTS, type OutboxEvent, type OutboxRow } from './outbox.js';

/** Shallow and idempotent: reload by id, re-check the reason, act, mark. */
export interface OutboxHandler {
  handle(row: OutboxRow): Promise<void>;
}

const HANDLES = 'klankbord:handles';

export const Handles = (...events: OutboxEvent[]): ClassDecorator => SetMetadata(HANDLES, events);

/** Fails closed: an event without a handler, or with two, stops the start-up. */
@Injectable()
export class Handlers implements OnModuleInit {
  private readonly byEvent = new Map<string, OutboxHandler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      const events = metatype ? this.reflector.get<OutboxEvent[] | undefined>(HANDLES, metatype) : undefined;
      for (const event of events ?? []) {
        if (this.byEvent.has(event)) throw new Error(`two handlers for ${event}`);
        this.byEvent.set(event, instance as OutboxHandler);
      }
    }
    const missing = [...Object.keys(AUDIENCE), ...WORK_EVENTS].filter((event) => !this.byEvent.has(event));
    if (missing.length) throw new Error(`no handler for ${missing.join(', ')}`);
  }

  of(event: string): OutboxHandler {
    const handler = this.byEvent.get(event);
    if (!handler) throw new Error(`no handler for ${event}`);
    return handler;
  }
}

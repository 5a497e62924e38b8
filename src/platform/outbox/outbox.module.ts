import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Handlers } from './handlers.js';
import { OutboxProcessor } from './outbox.processor.js';
import { OutboxStore } from './outbox-store.js';
import { Relay } from './relay.js';

/** The worker's side: relay, processor and the table of handlers. Announcing needs no module. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [OutboxStore, Handlers, Relay, OutboxProcessor],
  exports: [OutboxStore, Relay],
})
export class OutboxModule {}

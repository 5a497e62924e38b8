import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import { ApiTags } from '@nestjs/swagger';
import type { Queue } from 'bullmq';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { ANYONE, Does } from '../../platform/auth/access.js';
import { Mailer } from '../../platform/mail/mailer.js';
import { OUTBOX_QUEUE } from '../../platform/queue/queues.js';
import { Vault } from '../../platform/vault/vault.js';

type State = 'up' | 'degraded' | 'down';

const PATIENCE_MS = 2000;

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    private readonly source: DataSource,
    private readonly vault: Vault,
    private readonly mailer: Mailer,
    @InjectQueue(OUTBOX_QUEUE) private readonly queue: Queue,
  ) {}

  @Get('live')
  @HttpCode(200)
  @Does(ANYONE)
  live() {
    return { status: 'up' };
  }

  /** Without database or vault nothing can be asked: down. What only delays, or is one fault away from a loss: degraded. */
  @Get('ready')
  @Does(ANYONE)
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [database, vault, queue, mail, kekCopy] = await Promise.all([
      state('down', () => this.source.query('select 1')),
      state('down', () => this.vault.ping()),
      state('degraded', () => this.queue.getWaitingCount()),
      state('degraded', () => this.mailer.ping()),
      state('degraded', () => this.hasKekCopy()),
    ]);
    const parts = { database, vault, queue, mail, kekCopy };
    const states = Object.values(parts);
    const status: State = states.includes('down') ? 'down' : states.includes('degraded') ? 'degraded' : 'up';
    reply.status(status === 'down' ? 503 : 200);
    return { status, ...parts };
  }

  private async hasKekCopy(): Promise<void> {
    if (!(await this.vault.isKekCopied())) throw new Error('kek-not-copied');
  }
}

async function state(otherwise: State, check: () => Promise<unknown>): Promise<State> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('too long')), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), tooLong]);
    return 'up';
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

/** A queue on Redis, made to write down everything it knows, and nothing compressed. */
import { Redis as Client } from 'ioredis';

export class Redis {
  #client;

  static async connect(url, folder) {
    const redis = new Redis();
    Object.assign(redis, { url, folder });
    redis.#client = new Client(url, { maxRetriesPerRequest: 1 });
    redis.#client.on('error', () => {});
    for (const [key, value] of [['rdbcompression', 'no'], ['appendonly', 'yes']]) await redis.#client.config('SET', key, value);
    return redis;
  }

  /** A job of nobody's. */
  plant = (text) => this.#client.hset('bull:canary:1', 'data', text);

  /** Every key as Redis keeps it: [{ what, text }]. The dump and the log of commands lie in `folder` afterwards. */
  async texts() {
    await this.#client.save();
    const keys = await this.#client.keys('*');
    return Promise.all(keys.map(async (key) => ({ what: key, text: `${key} ${(await this.#client.dumpBuffer(key))?.toString('latin1') ?? ''}` })));
  }

  stop = () => this.#client.quit().catch(() => {});
}

import type { Engine } from '../store/engine';
import { expireDocuments } from './expireDocuments';
import { removeDropped } from './removeDropped';

export interface CaretakerOptions {
  /** How often documents are looked at that may have expired. */
  readonly expiryEveryMs: number;
  /** Hears of a failure; the work is tried again at the next turn. */
  readonly onFailure: (error: unknown) => void;
}

/** Does what no client waits for: removes expired documents and what was dropped. One piece of work at a time. */
export class Caretaker {
  private readonly timer: NodeJS.Timeout;
  private work: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly engine: Engine,
    private readonly options: CaretakerOptions,
  ) {
    this.timer = setInterval(() => this.queue(expireDocuments), options.expiryEveryMs);
    this.timer.unref();
    this.tidy();
  }

  /** Asks for the remains of dropped collections and indexes to be removed. */
  tidy(): void {
    this.queue(removeDropped);
  }

  /** Ends after the piece of work at hand. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.work;
  }

  private queue(task: (engine: Engine) => Promise<unknown>): void {
    this.work = this.work
      .then(async () => {
        if (!this.isStopped) await task(this.engine);
      })
      .catch((error: unknown) => this.options.onFailure(error));
  }
}

import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { limits } from '../config/limits.js';

/** One file to read. Files of the same `owner` are read one at a time. */
export interface Job {
  path: string;
  cleanPath: string;
  mediaType: string;
}

interface Waiting {
  job: Job;
  owner: string;
  answer: (outcome: unknown) => void;
}

const program = fileURLToPath(new URL('./inspection-worker.mjs', import.meta.url));
/**
 * The idle readers, each with its timeout. They belong to the process rather than to a pool,
 * because starting one takes as long as reading ten files. They end with the process.
 */
const idle = new Map<ChildProcess, NodeJS.Timeout>();

/**
 * A few processes that read files. Each ends itself when a file takes too much processor time or
 * memory; the answer is then `undefined`, and another process takes the next file. They have no
 * secrets, and end when there is nothing to read.
 */
export class InspectionPool {
  private readonly waiting: Waiting[] = [];
  private readonly busy = new Map<ChildProcess, string>();

  /** Whether too many files are waiting, in total or of this owner. */
  isFull(owner: string): boolean {
    const own = this.waiting.filter((each) => each.owner === owner).length;
    return this.waiting.length >= limits.filesWaiting || own >= limits.filesWaitingPerNetwork;
  }

  /** @returns the program's answer; undefined if it was killed over this file. */
  read(job: Job, owner: string): Promise<unknown> {
    return new Promise((answer) => {
      this.waiting.push({ job, owner, answer });
      this.startNext();
    });
  }

  close(): void {
    for (const child of this.busy.keys()) child.kill('SIGKILL');
  }

  private startNext(): void {
    while (this.busy.size < limits.inspectors) {
      const owners = new Set(this.busy.values());
      const place = this.waiting.findIndex(({ owner }) => !owners.has(owner));
      if (place < 0) return;
      const [next] = this.waiting.splice(place, 1);
      if (next) this.start(next);
    }
  }

  private start({ job, owner, answer }: Waiting): void {
    const child = takeReader();
    this.busy.set(child, owner);
    const finish = (outcome: unknown, reusable: boolean) => {
      clearTimeout(timer);
      child.off('message', answered).off('exit', died).off('error', died);
      this.busy.delete(child);
      if (reusable) rest(child);
      else child.kill('SIGKILL');
      answer(outcome);
      this.startNext();
    };
    const answered = (outcome: unknown) => finish(outcome, true);
    const died = () => finish(undefined, false);
    // Only a process that hangs without using the processor reaches this limit.
    const timer = setTimeout(died, limits.inspectionTime);
    child.on('message', answered).on('exit', died).on('error', died);
    child.send(
      {
        ...job,
        processorTime: limits.inspectionProcessorTime,
        memoryBytes: limits.inspectionBytes,
      },
      (error) => error && died(),
    );
  }
}

function takeReader(): ChildProcess {
  for (const [child, timer] of idle) {
    clearTimeout(timer);
    idle.delete(child);
    if (child.connected) return child;
  }
  return startReader();
}

function rest(child: ChildProcess): void {
  const end = () => {
    idle.delete(child);
    child.kill('SIGKILL');
  };
  idle.set(child, setTimeout(end, limits.inspectorIdleTime).unref());
}

function startReader(): ChildProcess {
  // Library messages about a stranger's file do not reach the log, and the library sees nothing of
  // our environment.
  const child = fork(program, [], {
    execArgv: ['--max-old-space-size=256'],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('error', () => undefined);
  child.unref();
  child.channel?.unref();
  return child;
}

import type { Invariant } from '../../../../tools/torture/checks/check-torture';
import type { Attempt, FaultSpan } from '../../../../tools/torture/history';
import type { Rows } from '../../../../tools/torture/keep-violations';

/** What a check looks at, as far as it matters. */
export interface Scene {
  readonly rows?: Rows;
  readonly attempts?: readonly Attempt[];
  readonly faults?: readonly FaultSpan[];
}

/** A scene in which exactly one thing is wrong, and one like it in which nothing is. */
export interface Case {
  readonly invariant: Invariant;
  readonly what: string;
  readonly broken: Scene;
  /** What the violation says. */
  readonly named: RegExp;
  /** Left out where the replay's own tests hold the check against a whole town. */
  readonly sound?: Scene;
}

let sent = 0;

/** A request that was answered as wished, from one moment to another. */
export function attempt(from: number, to: number, told: Partial<Attempt> = {}): Attempt {
  sent += 1;
  return {
    id: sent,
    key: `key ${sent}`,
    node: 0,
    actor: 'chen',
    op: 'report',
    about: { claimId: 'claim' },
    outcome: 'ok',
    status: 200,
    code: null,
    from,
    to,
    ...told,
  };
}

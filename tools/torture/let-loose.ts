import { setTimeout as wait } from 'node:timers/promises';
import { setMaxListeners } from 'node:events';
import { createRandom, type Random } from '../replay/random';
import { evidenceFolderIn } from '../replay/run/start-server';
import type { Violation } from './checks/check-torture';
import { doFault, type Victims } from './faults';
import { Gate } from './gate';
import { look, QUICK_INVARIANTS } from './look';
import type { Machinery } from './nodes';
import type { Fault, TortureRequest } from './options';
import type { Actor } from './town/found-town';
import { AdministratorsWork, officeOf } from './work/administrators';
import { lastSlot, MEETINGS } from './work/meetings';
import {
  claimantStep,
  deputyStep,
  evaluatorStep,
  managerStep,
  representativeStep,
  type Step,
} from './work/members';
import type { Stage } from './work/stage';

const MINUTE_MS = 60_000;
/** People think between two steps. */
const THINK_MS = [20, 400] as const;
const MEET_EVERY_MS = [500, 3000] as const;
const ADMINISTRATE_EVERY_MS = [100, 900] as const;
const FAULT_EVERY_MS = [1000, 6000] as const;
/** How often everybody stops and the database is looked at. */
const QUIET_EVERY_MS = 45_000;
/** Of chance; people have those from 1. */
const OFFICES_STREAM = -2;
const FIRST_MEETING_STREAM = -3;

interface Found {
  readonly violations: readonly Violation[];
}

/** Lets everybody work until the time is up; gives what was found whenever all stood still. */
export async function letLoose(
  request: TortureRequest,
  machinery: Machinery,
  stage: Stage,
): Promise<Found> {
  const { minutes, seed, faults, say } = request;
  const offices = new AdministratorsWork(stage, createRandom(seed, OFFICES_STREAM));
  await offices.begin();
  // Faults may keep the later ones from coming about, all of them where a run is short.
  await lastSlot(stage, createRandom(seed, FIRST_MEETING_STREAM));
  const gate = new Gate();
  const day = new WorkingDay(minutes * MINUTE_MS);
  let streams = 0;
  const loop = async (
    pause: readonly [least: number, most: number],
    step: (random: Random) => Promise<void>,
  ) => {
    streams += 1;
    const random = createRandom(seed, streams);
    while (!day.isOver) {
      await gate.step(() => step(random));
      await day.pause(random.integer(...pause));
    }
  };
  const violations: Violation[] = [];
  const lookNowAndThen = async () => {
    for (;;) {
      await day.pause(QUIET_EVERY_MS);
      if (day.isOver) return;
      const found = await gate.quiet(() => look(stage, machinery, request, QUICK_INVARIANTS));
      say(`${stage.recorder.sent} requests, ${stage.tally.conflicts} conflicts`);
      violations.push(...found.violations);
    }
  };
  say(`Working for ${minutes} minutes, seed ${seed}, faults: ${faults.join(', ') || 'none'}`);
  await day.all([
    ...castOf(stage).map(([actor, step]) => loop(THINK_MS, (random) => step(stage, random, actor))),
    loop(ADMINISTRATE_EVERY_MS, () => offices.step()),
    loop(MEET_EVERY_MS, (random) => random.pick(MEETINGS)(stage, random)),
    ...(faults.length === 0 ? [] : [loop(FAULT_EVERY_MS, faultStep(request, machinery, stage))]),
    lookNowAndThen(),
  ]);
  await offices.restore();
  // Whoever was blocked went on trying to sign in, and would have to wait for some minutes more.
  await stage.db('pioneer_attempts').delete();
  return { violations };
}

/** A time in which people work; it ends early for all when something fails that must not. */
class WorkingDay {
  private readonly ending = new AbortController();

  constructor(ms: number) {
    // Everybody who pauses listens.
    setMaxListeners(0, this.ending.signal);
    setTimeout(() => this.ending.abort(), ms).unref();
  }

  get isOver(): boolean {
    return this.ending.signal.aborted;
  }

  /** Waits, but not beyond the end. */
  async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.ending.signal }).catch(() => undefined);
  }

  /** Waits for everybody, and throws what anybody has thrown only when nobody works any more. */
  async all(work: readonly Promise<void>[]): Promise<void> {
    try {
      await Promise.all(work);
    } finally {
      this.ending.abort();
      await Promise.allSettled(work);
    }
  }
}

function faultStep(
  { faults, folder, say }: TortureRequest,
  machinery: Machinery,
  { clock, recorder }: Stage,
) {
  const victims: Victims = { ...machinery, evidence: evidenceFolderIn(folder), clock, recorder };
  return async (random: Random) => {
    const fault: Fault = random.pick(faults);
    say(`  ${fault}`);
    await doFault(fault, victims, random);
  };
}

function castOf({ town }: Stage): (readonly [Actor, Step])[] {
  const cast = (actors: readonly Actor[], step: Step) =>
    actors.map((actor) => [actor, step] as const);
  return [
    ...cast(town.claimants, claimantStep),
    ...cast(town.leavers, claimantStep),
    ...cast(town.representatives, representativeStep),
    ...cast(town.evaluators, evaluatorStep),
    ...cast(town.managers, managerStep),
    ...town.deputies.map((actor) => [actor, deputyStep(officeOf(actor.id))] as const),
  ];
}

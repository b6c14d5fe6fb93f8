/** Loaded before a server and its threads, by --import: their clock is off by CLOCK_SKEW milliseconds. */

import { env } from 'node:process';

const skew = Number(env.CLOCK_SKEW);
const { Date: Right } = globalThis;
const rightNow = Right.now;

Right.now = () => rightNow() + skew;

globalThis.Date = new Proxy(Right, {
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [Right.now()] : given, made),
  apply: () => new Right(Right.now()).toString(),
});
Right.prototype.constructor = globalThis.Date;
